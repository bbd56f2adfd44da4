using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Hangfire.Server;

/// <summary>Calls the method of a job, giving what the server supplies, and waits for what it returns.</summary>
internal static class JobInvoker
{
    public static bool IsPlaceholder(Type type) =>
        type == typeof(CancellationToken) || type == typeof(IJobCancellationToken) || type == typeof(PerformContext);

    public static object Invoke(Job job, object instance, PerformContext context, IJobCancellationToken token)
    {
        var arguments = job
            .Method.GetParameters()
            .Select((parameter, i) => Argument(parameter.ParameterType, job.Args[i], context, token))
            .ToArray();
        try
        {
            return Await(job.Method.Invoke(instance, arguments));
        }
        catch (TargetInvocationException exception) when (exception.InnerException != null)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    private static object Argument(Type type, object declared, PerformContext context, IJobCancellationToken token)
    {
        if (type == typeof(CancellationToken))
        {
            return token.ShutdownToken;
        }

        if (type == typeof(IJobCancellationToken))
        {
            return token;
        }

        return type == typeof(PerformContext) ? context : declared;
    }

    private static object Await(object returned)
    {
        if (
            returned?.GetType() is { IsValueType: true } type
            && type.Name.StartsWith("ValueTask", StringComparison.Ordinal)
        )
        {
            returned = type.GetMethod("AsTask")?.Invoke(returned, parameters: null) ?? returned;
        }

        if (returned is not Task task)
        {
            return returned;
        }

        task.GetAwaiter().GetResult();
        var result = task.GetType().GetProperty("Result")?.GetValue(task);
        return result?.GetType().FullName == "System.Threading.Tasks.VoidTaskResult" ? null : result;
    }
}
