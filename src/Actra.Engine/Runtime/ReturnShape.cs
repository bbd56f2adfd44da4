namespace Actra.Runtime;

/// <summary>How a guarded method hands back its result: at once, or through one of the task types.</summary>
internal abstract class ReturnShape
{
    /// <summary>The shape of a return type.</summary>
    public static ReturnShape Of(Type type)
    {
        if (type == typeof(Task))
        {
            return new PlainTask();
        }

        if (type == typeof(ValueTask))
        {
            return new PlainValueTask();
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var shape =
            definition == typeof(Task<>) ? typeof(TaskOf<>)
            : definition == typeof(ValueTask<>) ? typeof(ValueTaskOf<>)
            : null;
        return shape is null
            ? new Synchronous()
            : (ReturnShape)Activator.CreateInstance(shape.MakeGenericType(type.GetGenericArguments()))!;
    }

    /// <summary>Waits for the way in, then runs the body; an exception on the way in keeps it from running.</summary>
    public abstract object? Run(Func<Task> enter, Func<object?> body);

    private sealed class PlainTask : ReturnShape
    {
        public override object Run(Func<Task> enter, Func<object?> body)
        {
            return RunAsync();

            async Task RunAsync()
            {
                await enter();
                await (Task)body()!;
            }
        }
    }

    private sealed class TaskOf<T> : ReturnShape
    {
        public override object Run(Func<Task> enter, Func<object?> body)
        {
            return RunAsync();

            async Task<T> RunAsync()
            {
                await enter();
                return await (Task<T>)body()!;
            }
        }
    }

    private sealed class PlainValueTask : ReturnShape
    {
        public override object Run(Func<Task> enter, Func<object?> body)
        {
            return RunAsync();

            async ValueTask RunAsync()
            {
                await enter();
                await (ValueTask)body()!;
            }
        }
    }

    private sealed class ValueTaskOf<T> : ReturnShape
    {
        public override object Run(Func<Task> enter, Func<object?> body)
        {
            return RunAsync();

            async ValueTask<T> RunAsync()
            {
                await enter();
                return await (ValueTask<T>)body()!;
            }
        }
    }

    private sealed class Synchronous : ReturnShape
    {
        public override object? Run(Func<Task> enter, Func<object?> body)
        {
            if (SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default)
            {
                enter().GetAwaiter().GetResult();
            }
            else
            {
                Task.Run(enter).GetAwaiter().GetResult();
            }

            return body();
        }
    }
}
