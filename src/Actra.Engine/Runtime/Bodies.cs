using System.Runtime.CompilerServices;
using Actra.Model;

namespace Actra.Runtime;

/// <summary>Brings the bodies that callers write into one form.</summary>
internal static class Bodies
{
    public static async ValueTask<bool> Done(Task body)
    {
        await body;
        return true;
    }

    public static async ValueTask<bool> Done(ValueTask body)
    {
        await body;
        return true;
    }

    /// <summary>Runs a synchronous body. One that returns a task is refused: nobody would await it.</summary>
    public static async ValueTask<T> Run<TContract, T>(Func<TContract, T> body, TContract contract)
    {
        var result = body(contract);
        if (result is Task task)
        {
            await task;
            throw new ActraException(
                "the body returned a task as an object; use the overload whose body takes a CancellationToken"
            );
        }

        return result;
    }

    /// <summary>Refuses a synchronous body whose result is to be awaited.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void RefuseAwaitable(Type result)
    {
        if (result.GetMethod(nameof(Task.GetAwaiter), Type.EmptyTypes) is { } awaiter && IsAwaiter(awaiter.ReturnType))
        {
            throw new ArgumentException(
                $"the body returns a {result.Name}, which nobody would await; use the overload whose body takes a CancellationToken"
            );
        }
    }

    private static bool IsAwaiter(Type type) => typeof(INotifyCompletion).IsAssignableFrom(type);
}
