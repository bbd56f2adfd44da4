using System.Linq.Expressions;

namespace Hangfire;

/// <summary>A job that is in the storage, and the way to make one with the current storage and filters.</summary>
public class BackgroundJob
{
    public BackgroundJob(string id, Job job, DateTime createdAt)
        : this(id, job, createdAt, parametersSnapshot: null) { }

    public BackgroundJob(string id, Job job, DateTime createdAt, IReadOnlyDictionary<string, string> parametersSnapshot)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
        Job = job;
        CreatedAt = createdAt;
        ParametersSnapshot = parametersSnapshot;
    }

    public string Id { get; }
    public Job Job { get; }
    public DateTime CreatedAt { get; }
    public IReadOnlyDictionary<string, string> ParametersSnapshot { get; }

    private static BackgroundJobClient Client => new();

    public static bool Delete(string jobId) => Client.Delete(jobId);

    public static bool Delete(string jobId, string fromState) => Client.Delete(jobId, fromState);

    public static bool Requeue(string jobId) => Client.Requeue(jobId);

    public static bool Requeue(string jobId, string fromState) => Client.Requeue(jobId, fromState);

    public static bool Reschedule(string jobId, TimeSpan delay) => Client.Reschedule(jobId, delay);

    public static bool Reschedule(string jobId, TimeSpan delay, string fromState) =>
        Client.Reschedule(jobId, delay, fromState);

    public static bool Reschedule(string jobId, DateTimeOffset enqueueAt) => Client.Reschedule(jobId, enqueueAt);

    public static bool Reschedule(string jobId, DateTimeOffset enqueueAt, string fromState) =>
        Client.Reschedule(jobId, enqueueAt, fromState);

    public static string Enqueue(Expression<Action> methodCall) => Client.Enqueue(methodCall);

    public static string Enqueue(string queue, Expression<Action> methodCall) => Client.Enqueue(queue, methodCall);

    public static string Schedule(Expression<Action> methodCall, TimeSpan delay) => Client.Schedule(methodCall, delay);

    public static string Schedule(string queue, Expression<Action> methodCall, TimeSpan delay) =>
        Client.Schedule(queue, methodCall, delay);

    public static string Schedule(Expression<Action> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule(methodCall, enqueueAt);

    public static string Schedule(string queue, Expression<Action> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule(queue, methodCall, enqueueAt);

    public static string ContinueJobWith(string parentId, Expression<Action> methodCall) =>
        Client.ContinueJobWith(parentId, methodCall);

    public static string ContinueJobWith(string parentId, Expression<Action> methodCall, IState nextState) =>
        Client.ContinueJobWith(parentId, methodCall, nextState);

    public static string ContinueJobWith(
        string parentId,
        Expression<Action> methodCall,
        JobContinuationOptions options
    ) => Client.ContinueJobWith(parentId, methodCall, options);

    public static string ContinueJobWith(
        string parentId,
        Expression<Action> methodCall,
        IState nextState,
        JobContinuationOptions options
    ) => Client.ContinueJobWith(parentId, methodCall, nextState, options);

    public static string ContinueJobWith(
        string parentId,
        string queue,
        Expression<Action> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) => Client.ContinueJobWith(parentId, queue, methodCall, nextState, options);

    public static string Enqueue<T>(Expression<Action<T>> methodCall) => Client.Enqueue<T>(methodCall);

    public static string Enqueue<T>(string queue, Expression<Action<T>> methodCall) =>
        Client.Enqueue<T>(queue, methodCall);

    public static string Schedule<T>(Expression<Action<T>> methodCall, TimeSpan delay) =>
        Client.Schedule<T>(methodCall, delay);

    public static string Schedule<T>(string queue, Expression<Action<T>> methodCall, TimeSpan delay) =>
        Client.Schedule<T>(queue, methodCall, delay);

    public static string Schedule<T>(Expression<Action<T>> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule<T>(methodCall, enqueueAt);

    public static string Schedule<T>(string queue, Expression<Action<T>> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule<T>(queue, methodCall, enqueueAt);

    public static string ContinueJobWith<T>(string parentId, Expression<Action<T>> methodCall) =>
        Client.ContinueJobWith<T>(parentId, methodCall);

    public static string ContinueJobWith<T>(string parentId, Expression<Action<T>> methodCall, IState nextState) =>
        Client.ContinueJobWith<T>(parentId, methodCall, nextState);

    public static string ContinueJobWith<T>(
        string parentId,
        Expression<Action<T>> methodCall,
        JobContinuationOptions options
    ) => Client.ContinueJobWith<T>(parentId, methodCall, options);

    public static string ContinueJobWith<T>(
        string parentId,
        Expression<Action<T>> methodCall,
        IState nextState,
        JobContinuationOptions options
    ) => Client.ContinueJobWith<T>(parentId, methodCall, nextState, options);

    public static string ContinueJobWith<T>(
        string parentId,
        string queue,
        Expression<Action<T>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) => Client.ContinueJobWith<T>(parentId, queue, methodCall, nextState, options);

    public static string Enqueue(Expression<Func<Task>> methodCall) => Client.Enqueue(methodCall);

    public static string Enqueue(string queue, Expression<Func<Task>> methodCall) => Client.Enqueue(queue, methodCall);

    public static string Schedule(Expression<Func<Task>> methodCall, TimeSpan delay) =>
        Client.Schedule(methodCall, delay);

    public static string Schedule(string queue, Expression<Func<Task>> methodCall, TimeSpan delay) =>
        Client.Schedule(queue, methodCall, delay);

    public static string Schedule(Expression<Func<Task>> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule(methodCall, enqueueAt);

    public static string Schedule(string queue, Expression<Func<Task>> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule(queue, methodCall, enqueueAt);

    public static string ContinueJobWith(
        string parentId,
        Expression<Func<Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) => Client.ContinueJobWith(parentId, methodCall, nextState, options);

    public static string ContinueJobWith(
        string parentId,
        string queue,
        Expression<Func<Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) => Client.ContinueJobWith(parentId, queue, methodCall, nextState, options);

    public static string Enqueue<T>(Expression<Func<T, Task>> methodCall) => Client.Enqueue<T>(methodCall);

    public static string Enqueue<T>(string queue, Expression<Func<T, Task>> methodCall) =>
        Client.Enqueue<T>(queue, methodCall);

    public static string Schedule<T>(Expression<Func<T, Task>> methodCall, TimeSpan delay) =>
        Client.Schedule<T>(methodCall, delay);

    public static string Schedule<T>(string queue, Expression<Func<T, Task>> methodCall, TimeSpan delay) =>
        Client.Schedule<T>(queue, methodCall, delay);

    public static string Schedule<T>(Expression<Func<T, Task>> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule<T>(methodCall, enqueueAt);

    public static string Schedule<T>(string queue, Expression<Func<T, Task>> methodCall, DateTimeOffset enqueueAt) =>
        Client.Schedule<T>(queue, methodCall, enqueueAt);

    public static string ContinueJobWith<T>(
        string parentId,
        Expression<Func<T, Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) => Client.ContinueJobWith<T>(parentId, methodCall, nextState, options);

    public static string ContinueJobWith<T>(
        string parentId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        IState nextState = null,
        JobContinuationOptions options = JobContinuationOptions.OnlyOnSucceededState
    ) => Client.ContinueJobWith<T>(parentId, queue, methodCall, nextState, options);
}
