using System.Linq.Expressions;

namespace Hangfire;

public static class RecurringJob
{
    private static RecurringJobManager Manager => new();

    public static void RemoveIfExists(string recurringJobId) => Manager.RemoveIfExists(recurringJobId);

    public static string TriggerJob(string recurringJobId) => Manager.TriggerJob(recurringJobId);

    [Obsolete("Use TriggerJob.")]
    public static void Trigger(string recurringJobId) => Manager.Trigger(recurringJobId);

    public static void AddOrUpdate(string recurringJobId, Expression<Action> methodCall, string cronExpression) =>
        Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        Expression<Action> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        string cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate(string recurringJobId, Expression<Action> methodCall, Func<string> cronExpression) =>
        Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        Expression<Action> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Action> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(string recurringJobId, Expression<Action<T>> methodCall, string cronExpression) =>
        Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Action<T>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        string cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Action<T>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate(string recurringJobId, Expression<Func<Task>> methodCall, string cronExpression) =>
        Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        string cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate(
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate(
        string recurringJobId,
        string queue,
        Expression<Func<Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        string cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        string cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        string cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, methodCall, cronExpression, options);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression);

    public static void AddOrUpdate<T>(
        string recurringJobId,
        string queue,
        Expression<Func<T, Task>> methodCall,
        Func<string> cronExpression,
        RecurringJobOptions options
    ) => Manager.AddOrUpdate(recurringJobId, queue, methodCall, cronExpression, options);
}
