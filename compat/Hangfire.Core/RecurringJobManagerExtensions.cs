using System.Linq.Expressions;

namespace Hangfire;

public static class RecurringJobManagerExtensions
{
    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Job job,
        string cronExpression
    ) => Register(manager, recurringJobId, job, cronExpression, options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action<T>> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action<T>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options: null);

    public static void AddOrUpdate(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression, options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        string cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression, options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall), cronExpression(), options);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options: null);

    public static void AddOrUpdate<T>(
        this IRecurringJobManager manager,
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Register(manager, recurringJobId, Job.FromExpression(methodCall, queue), cronExpression(), options);

    private static void Register(
        IRecurringJobManager manager,
        string recurringJobId,
        Job job,
        string cronExpression,
        RecurringJobOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(manager);
        manager.AddOrUpdate(recurringJobId, job, cronExpression, options ?? new RecurringJobOptions());
    }
}
