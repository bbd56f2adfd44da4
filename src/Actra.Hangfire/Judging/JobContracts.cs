using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>What jobs stand for, and how their fields are read. Thread-safe.</summary>
internal sealed class JobContracts
{
    private readonly ConcurrentDictionary<(Type Type, MethodInfo Method), JobContract> _contracts = new();
    private readonly ConditionalWeakTable<ActionSchema, ConcurrentDictionary<MethodInfo, IFieldReader>> _readers = [];

    public JobContract Of(Job job) =>
        _contracts.GetOrAdd((job.Type, job.Method), static key => Read(key.Type, key.Method));

    /// <summary>The action that a job asks for. Where its method does not fit the schema, reading its fields fails, and the work is an input error.</summary>
    public WorkAction Action(string action, Job job, object?[] arguments, ActraPolicy policy)
    {
        var reader = policy.Schema.Actions.TryGetValue(action, out var schema)
            ? _readers.GetValue(schema, static _ => new()).GetOrAdd(job.Method, Reader, schema)
            : new Unreadable($"the policy declares no action `{action}`");
        return new WorkAction(action, reader, arguments);
    }

    private static JobContract Read(Type type, MethodInfo method)
    {
        try
        {
            var run = Implementation(type, method);
            return new JobContract(ActionNames.Of(run, type), ActionNames.ExemptionOf(run, type), null);
        }
        catch (ContractException e)
        {
            return new JobContract(null, null, e.Message);
        }
    }

    /// <summary>The method that runs: a job may be asked for by a base declaration, and its type may override it with marks of its own.</summary>
    private static MethodInfo Implementation(Type type, MethodInfo method)
    {
        if (type.IsInterface || method.IsStatic || method.IsGenericMethod || method.DeclaringType is not { } declaring)
        {
            return method;
        }

        if (declaring.IsInterface)
        {
            if (!declaring.IsAssignableFrom(type))
            {
                return method;
            }

            var map = type.GetInterfaceMap(declaring);
            var index = Array.IndexOf(map.InterfaceMethods, method);
            return index < 0 ? method : map.TargetMethods[index];
        }

        var root = method.GetBaseDefinition();
        return method.IsVirtual
            ? type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .FirstOrDefault(candidate => candidate.GetBaseDefinition() == root)
                ?? method
            : method;
    }

    private static IFieldReader Reader(MethodInfo method, ActionSchema schema)
    {
        try
        {
            return ArgumentReader.Create(method, schema);
        }
        catch (ContractException e)
        {
            return new Unreadable(e.Message);
        }
    }

    private sealed class Unreadable(string problem) : IFieldReader
    {
        public FieldMap Read(object contract) => throw new FieldValueException(problem);
    }
}
