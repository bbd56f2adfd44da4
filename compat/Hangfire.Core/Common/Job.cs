using System.Linq.Expressions;
using System.Reflection;

namespace Hangfire.Common;

public class Job
{
    private readonly object[] _args;

    public Job(MethodInfo method)
        : this(method, []) { }

    public Job(MethodInfo method, params object[] args)
        : this(method?.DeclaringType, method, args) { }

    public Job(Type type, MethodInfo method)
        : this(type, method, Array.Empty<object>()) { }

    public Job(Type type, MethodInfo method, params object[] args)
        : this(type, method, (IReadOnlyList<object>)args) { }

    public Job(Type type, MethodInfo method, IReadOnlyList<object> args)
        : this(type, method, args, queue: null) { }

    public Job(Type type, MethodInfo method, IReadOnlyList<object> args, string queue)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(args);
        Validate(type, method, args.Count);
        if (queue != null)
        {
            QueueName.Validate(queue, nameof(queue));
        }

        Type = type;
        Method = method;
        _args = [.. args];
        Queue = queue;
    }

    [Obsolete("Arguments are kept as objects.")]
    public Job(Type type, MethodInfo method, string[] arguments)
        : this(type, method, InvocationData.DeserializeArguments(method, arguments)) { }

    public Type Type { get; }
    public MethodInfo Method { get; }
    public IReadOnlyList<object> Args => _args;
    public string Queue { get; }

    [Obsolete("Use Args.")]
    public string[] Arguments => InvocationData.SerializeArguments(Method, _args);

    public override string ToString() => ToString(includeQueue: true);

    public string ToString(bool includeQueue)
    {
        var name = $"{Type.Name}.{Method.Name}";
        return includeQueue && Queue != null ? $"{name} ({Queue})" : name;
    }

    public static Job FromExpression(Expression<Action> methodCall) => FromExpression(methodCall, queue: null);

    public static Job FromExpression(Expression<Action> methodCall, string queue) =>
        JobExpression.Read(methodCall, explicitType: null, queue);

    public static Job FromExpression(Expression<Func<Task>> methodCall) => FromExpression(methodCall, queue: null);

    public static Job FromExpression(Expression<Func<Task>> methodCall, string queue) =>
        JobExpression.Read(methodCall, explicitType: null, queue);

    public static Job FromExpression<TType>(Expression<Action<TType>> methodCall) =>
        FromExpression(methodCall, queue: null);

    public static Job FromExpression<TType>(Expression<Action<TType>> methodCall, string queue) =>
        JobExpression.Read(methodCall, typeof(TType), queue);

    public static Job FromExpression<TType>(Expression<Func<TType, Task>> methodCall) =>
        FromExpression(methodCall, queue: null);

    public static Job FromExpression<TType>(Expression<Func<TType, Task>> methodCall, string queue) =>
        JobExpression.Read(methodCall, typeof(TType), queue);

    [Obsolete("Use IBackgroundJobPerformer.")]
    public object Perform(JobActivator activator, IJobCancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activator);
        var instance = Method.IsStatic ? null : activator.ActivateJob(Type);
        return JobInvoker.Invoke(this, instance, context: null, cancellationToken);
    }

    internal void ReplaceArgument(int index, object value) => _args[index] = value;

    private static void Validate(Type type, MethodInfo method, int argumentCount)
    {
        if (!method.IsPublic)
        {
            throw new NotSupportedException("Only public methods can be invoked in the background.");
        }

        if (method.ContainsGenericParameters || type.ContainsGenericParameters)
        {
            throw new NotSupportedException("A job method and its type may not have unassigned type parameters.");
        }

        if (method.DeclaringType == null)
        {
            throw new NotSupportedException("Global methods are not supported: use class methods.");
        }

        if (!method.DeclaringType.IsAssignableFrom(type))
        {
            throw new ArgumentException($"The type `{method.DeclaringType}` is not assignable from `{type}`.");
        }

        if (
            method.ReturnType == typeof(void)
            && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute))
        )
        {
            throw new NotSupportedException("Async void methods are not supported: return a Task instead.");
        }

        var parameters = method.GetParameters();
        if (parameters.Length != argumentCount)
        {
            throw new ArgumentException("The number of arguments must equal the number of the method's parameters.");
        }

        if (Array.Exists(parameters, p => p.ParameterType.IsByRef))
        {
            throw new NotSupportedException("Parameters passed by reference are not supported in a job method.");
        }
    }
}
