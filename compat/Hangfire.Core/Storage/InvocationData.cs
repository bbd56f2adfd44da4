using System.Reflection;
using Newtonsoft.Json;

namespace Hangfire.Storage;

/// <summary>A job as text: the type, the method, its parameter types and the arguments.</summary>
public class InvocationData
{
    public InvocationData(string type, string method, string parameterTypes, string arguments)
        : this(type, method, parameterTypes, arguments, queue: null) { }

    [JsonConstructor]
    public InvocationData(string type, string method, string parameterTypes, string arguments, string queue)
    {
        Type = type;
        Method = method;
        ParameterTypes = parameterTypes;
        Arguments = arguments;
        Queue = queue;
    }

    public string Type { get; }
    public string Method { get; }
    public string ParameterTypes { get; }
    public string Arguments { get; set; }
    public string Queue { get; }

    [Obsolete("Use DeserializeJob.")]
    public Job Deserialize() => DeserializeJob();

    public Job DeserializeJob()
    {
        try
        {
            var resolve = TypeHelper.CurrentTypeResolver;
            var type = resolve(Type) ?? throw new InvalidOperationException($"The type `{Type}` does not resolve.");
            var parameterTypes = SerializationHelper
                .Deserialize<string[]>(ParameterTypes ?? "[]")
                .Select(resolve)
                .ToArray();
            var method =
                FindMethod(type, parameterTypes)
                ?? throw new InvalidOperationException(
                    $"The type `{type.FullName}` does not contain a method with signature "
                        + $"`{Method}({string.Join(", ", parameterTypes.Select(p => p.Name))})`"
                );
            var arguments = SerializationHelper.Deserialize<string[]>(Arguments ?? "[]");
            return new Job(type, method, DeserializeArguments(method, arguments), Queue);
        }
        catch (Exception exception)
        {
            throw new JobLoadException("Could not load the job. See inner exception for the details.", exception);
        }
    }

    [Obsolete("Use SerializeJob.")]
    public static InvocationData Serialize(Job job) => SerializeJob(job);

    public static InvocationData SerializeJob(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var name = TypeHelper.CurrentTypeSerializer;
        return new InvocationData(
            name(job.Type),
            job.Method.Name,
            SerializationHelper.Serialize(job.Method.GetParameters().Select(p => name(p.ParameterType)).ToArray()),
            SerializationHelper.Serialize(SerializeArguments(job.Method, job.Args)),
            job.Queue
        );
    }

    public string SerializePayload(bool excludeArguments = false) =>
        SerializationHelper.Serialize(
            new InvocationData(Type, Method, ParameterTypes, excludeArguments ? null : Arguments, Queue)
        );

    public static InvocationData DeserializePayload(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return SerializationHelper.Deserialize<InvocationData>(payload);
    }

    internal static string[] SerializeArguments(MethodInfo method, IReadOnlyList<object> arguments) =>
        [.. method.GetParameters().Select((parameter, i) => SerializeArgument(parameter.ParameterType, arguments[i]))];

    internal static object[] DeserializeArguments(MethodInfo method, string[] arguments) =>
        [
            .. method
                .GetParameters()
                .Select(
                    (parameter, i) => DeserializeArgument(parameter.ParameterType, arguments.ElementAtOrDefault(i))
                ),
        ];

    private static string SerializeArgument(Type type, object value) =>
        JobInvoker.IsPlaceholder(type) ? null : SerializationHelper.Serialize(value, type, SerializationOption.User);

    private static object DeserializeArgument(Type type, string value)
    {
        if (value == null || JobInvoker.IsPlaceholder(type))
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        return SerializationHelper.Deserialize(value, type, SerializationOption.User);
    }

    private MethodInfo FindMethod(Type type, Type[] parameterTypes)
    {
        IEnumerable<Type> candidates = type.IsInterface ? [type, .. type.GetInterfaces()] : [type];
        return candidates
            .SelectMany(t =>
                t.GetMethods(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy
                )
            )
            .Where(method => method.Name == Method)
            .Select(method => Close(method, parameterTypes))
            .FirstOrDefault(method =>
                method != null && method.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameterTypes)
            );
    }

    /// <summary>A generic method is closed by the types of the parameters that are its type parameters themselves.</summary>
    private static MethodInfo Close(MethodInfo method, Type[] parameterTypes)
    {
        if (!method.IsGenericMethodDefinition)
        {
            return method;
        }

        var parameters = method.GetParameters();
        var closing = method
            .GetGenericArguments()
            .Select(argument => Array.FindIndex(parameters, p => p.ParameterType == argument))
            .ToArray();
        return parameters.Length == parameterTypes.Length && closing.All(i => i >= 0)
            ? method.MakeGenericMethod([.. closing.Select(i => parameterTypes[i])])
            : null;
    }
}
