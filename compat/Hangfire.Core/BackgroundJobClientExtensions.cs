using System.Linq.Expressions;

namespace Hangfire;

public static class BackgroundJobClientExtensions
{
    public static string Create(this IBackgroundJobClient client, Expression<Action> methodCall, IState state) =>
        Made(client, Job.FromExpression(methodCall), state);

    public static string Create(
        this IBackgroundJobClient client,
        string queue,
        Expression<Action> methodCall,
        IState state
    ) => Made(client, Job.FromExpression(methodCall, queue), state);

    public static string Enqueue(this IBackgroundJobClient client, Expression<Action> methodCall) =>
        Made(client, Job.FromExpression(methodCall), new EnqueuedState());

    public static string Enqueue(this IBackgroundJobClient client, string queue, Expression<Action> methodCall) =>
        Made(client, Job.FromExpression(methodCall, queue), new EnqueuedState(queue));

    public static string Schedule(this IBackgroundJobClient client, Expression<Action> methodCall, TimeSpan delay) =>
        Made(client, Job.FromExpression(methodCall), new ScheduledState(delay));

    public static string Schedule(
        this IBackgroundJobClient client,
        string queue,
        Expression<Action> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(delay));

    public static string Schedule(
        this IBackgroundJobClient client,
        Expression<Action> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(enqueueAt.UtcDateTime));

    public static string Schedule(
        this IBackgroundJobClient client,
        string queue,
        Expression<Action> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(enqueueAt.UtcDateTime));

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action> methodCall
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall),
            new AwaitingState(parentId, new EnqueuedState(), JobContinuationOptions.OnlyOnSucceededState)
        );

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action> methodCall,
        IState nextState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall),
            new AwaitingState(parentId, nextState, JobContinuationOptions.OnlyOnSucceededState)
        );

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action> methodCall,
        JobContinuationOptions options
    ) => Made(client, Job.FromExpression(methodCall), new AwaitingState(parentId, new EnqueuedState(), options));

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action> methodCall,
        IState nextState,
        JobContinuationOptions options
    ) => Made(client, Job.FromExpression(methodCall), new AwaitingState(parentId, nextState, options));

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        string queue,
        Expression<Action> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall, queue),
            new AwaitingState(parentId, nextState ?? new EnqueuedState(queue), options)
        );

    public static string Create<T>(this IBackgroundJobClient client, Expression<Action<T>> methodCall, IState state) =>
        Made(client, Job.FromExpression(methodCall), state);

    public static string Create<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Action<T>> methodCall,
        IState state
    ) => Made(client, Job.FromExpression(methodCall, queue), state);

    public static string Enqueue<T>(this IBackgroundJobClient client, Expression<Action<T>> methodCall) =>
        Made(client, Job.FromExpression(methodCall), new EnqueuedState());

    public static string Enqueue<T>(this IBackgroundJobClient client, string queue, Expression<Action<T>> methodCall) =>
        Made(client, Job.FromExpression(methodCall, queue), new EnqueuedState(queue));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        Expression<Action<T>> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(delay));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Action<T>> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(delay));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        Expression<Action<T>> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(enqueueAt.UtcDateTime));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Action<T>> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(enqueueAt.UtcDateTime));

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action<T>> methodCall
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall),
            new AwaitingState(parentId, new EnqueuedState(), JobContinuationOptions.OnlyOnSucceededState)
        );

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action<T>> methodCall,
        IState nextState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall),
            new AwaitingState(parentId, nextState, JobContinuationOptions.OnlyOnSucceededState)
        );

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action<T>> methodCall,
        JobContinuationOptions options
    ) => Made(client, Job.FromExpression(methodCall), new AwaitingState(parentId, new EnqueuedState(), options));

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Action<T>> methodCall,
        IState nextState,
        JobContinuationOptions options
    ) => Made(client, Job.FromExpression(methodCall), new AwaitingState(parentId, nextState, options));

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        string queue,
        Expression<Action<T>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall, queue),
            new AwaitingState(parentId, nextState ?? new EnqueuedState(queue), options)
        );

    public static string Create(this IBackgroundJobClient client, Expression<Func<Task>> methodCall, IState state) =>
        Made(client, Job.FromExpression(methodCall), state);

    public static string Create(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<Task>> methodCall,
        IState state
    ) => Made(client, Job.FromExpression(methodCall, queue), state);

    public static string Enqueue(this IBackgroundJobClient client, Expression<Func<Task>> methodCall) =>
        Made(client, Job.FromExpression(methodCall), new EnqueuedState());

    public static string Enqueue(this IBackgroundJobClient client, string queue, Expression<Func<Task>> methodCall) =>
        Made(client, Job.FromExpression(methodCall, queue), new EnqueuedState(queue));

    public static string Schedule(
        this IBackgroundJobClient client,
        Expression<Func<Task>> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(delay));

    public static string Schedule(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<Task>> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(delay));

    public static string Schedule(
        this IBackgroundJobClient client,
        Expression<Func<Task>> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(enqueueAt.UtcDateTime));

    public static string Schedule(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<Task>> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(enqueueAt.UtcDateTime));

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Func<Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall),
            new AwaitingState(parentId, nextState ?? new EnqueuedState(), options)
        );

    public static string ContinueJobWith(
        this IBackgroundJobClient client,
        string parentId,
        string queue,
        Expression<Func<Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall, queue),
            new AwaitingState(parentId, nextState ?? new EnqueuedState(queue), options)
        );

    public static string Create<T>(
        this IBackgroundJobClient client,
        Expression<Func<T, Task>> methodCall,
        IState state
    ) => Made(client, Job.FromExpression(methodCall), state);

    public static string Create<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<T, Task>> methodCall,
        IState state
    ) => Made(client, Job.FromExpression(methodCall, queue), state);

    public static string Enqueue<T>(this IBackgroundJobClient client, Expression<Func<T, Task>> methodCall) =>
        Made(client, Job.FromExpression(methodCall), new EnqueuedState());

    public static string Enqueue<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<T, Task>> methodCall
    ) => Made(client, Job.FromExpression(methodCall, queue), new EnqueuedState(queue));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        Expression<Func<T, Task>> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(delay));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<T, Task>> methodCall,
        TimeSpan delay
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(delay));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        Expression<Func<T, Task>> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall), new ScheduledState(enqueueAt.UtcDateTime));

    public static string Schedule<T>(
        this IBackgroundJobClient client,
        string queue,
        Expression<Func<T, Task>> methodCall,
        DateTimeOffset enqueueAt
    ) => Made(client, Job.FromExpression(methodCall, queue), new ScheduledState(enqueueAt.UtcDateTime));

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        Expression<Func<T, Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall),
            new AwaitingState(parentId, nextState ?? new EnqueuedState(), options)
        );

    public static string ContinueJobWith<T>(
        this IBackgroundJobClient client,
        string parentId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) =>
        Made(
            client,
            Job.FromExpression(methodCall, queue),
            new AwaitingState(parentId, nextState ?? new EnqueuedState(queue), options)
        );

    public static bool ChangeState(this IBackgroundJobClient client, string jobId, IState state) =>
        client.ChangeState(jobId, state, expectedState: null);

    public static bool Delete(this IBackgroundJobClient client, string jobId) => client.Delete(jobId, fromState: null);

    public static bool Delete(this IBackgroundJobClient client, string jobId, string fromState) =>
        client.ChangeState(jobId, new DeletedState { Reason = "Triggered via API" }, fromState);

    public static bool Requeue(this IBackgroundJobClient client, string jobId) =>
        client.Requeue(jobId, fromState: null);

    public static bool Requeue(this IBackgroundJobClient client, string jobId, string fromState) =>
        client.ChangeState(jobId, new EnqueuedState { Reason = "Triggered via API" }, fromState);

    public static bool Reschedule(this IBackgroundJobClient client, string jobId, TimeSpan delay) =>
        client.Reschedule(jobId, delay, fromState: null);

    public static bool Reschedule(this IBackgroundJobClient client, string jobId, TimeSpan delay, string fromState) =>
        client.ChangeState(jobId, new ScheduledState(delay), fromState);

    public static bool Reschedule(this IBackgroundJobClient client, string jobId, DateTimeOffset enqueueAt) =>
        client.Reschedule(jobId, enqueueAt, fromState: null);

    public static bool Reschedule(
        this IBackgroundJobClient client,
        string jobId,
        DateTimeOffset enqueueAt,
        string fromState
    ) => client.ChangeState(jobId, new ScheduledState(enqueueAt.UtcDateTime), fromState);

    private static string Made(IBackgroundJobClient client, Job job, IState state)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Create(job, state);
    }
}
