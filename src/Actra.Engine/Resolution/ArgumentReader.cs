using System.Reflection;
using Actra.Model;

namespace Actra.Resolution;

/// <summary>
/// Reads an action's declared fields from the arguments of a method, an <c>object?[]</c> in the order of its parameters. A parameter is a field by
/// <see cref="ActraFieldAttribute"/>, else by exact name, else by its name in snake_case. Fields that no parameter fills are looked for among the properties of
/// the method's one complex parameter (a job that takes a contract object), by the rules of <see cref="ContractReader"/>; where there are two complex parameters
/// neither is looked into. Cancellation tokens, and types of Hangfire and MassTransit, are never fields.
/// </summary>
public sealed class ArgumentReader : IFieldReader
{
    private readonly FieldBinding[] _bindings;

    private ArgumentReader(FieldBinding[] bindings) => _bindings = bindings;

    /// <summary>The fields that are read.</summary>
    public IEnumerable<string> Fields => _bindings.Select(binding => binding.Field);

    /// <summary>Builds the reader of a method's arguments.</summary>
    /// <param name="method">The method.</param>
    /// <param name="schema">The action it stands for.</param>
    /// <param name="fields">The only fields that are read; null for all that the schema declares.</param>
    /// <exception cref="ContractException">
    /// A declared field without a default is not there, a parameter can never have its field's type, or <paramref name="fields"/> names what is not declared. All of
    /// these are listed.
    /// </exception>
    public static ArgumentReader Create(
        MethodInfo method,
        ActionSchema schema,
        IReadOnlyCollection<string>? fields = null
    )
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(schema);
        var parameters = ContractMember.Of(method).Where(member => !IsInfrastructure(member.Type)).ToArray();
        var direct = new FieldLookup(parameters, "parameter");
        var carrier = Carrier(parameters);
        var nested = carrier is null ? null : new FieldLookup(ContractMember.Of(Bare(carrier.Type)), "property");
        foreach (var name in fields?.Where(name => !schema.Fields.ContainsKey(name)) ?? [])
        {
            var near = Naming.Nearest(name, schema.Fields.Keys);
            direct.Problems.Add(
                $"the chosen field `{name}` is not declared" + (near is null ? "" : $": did you mean `{near}`?")
            );
        }

        var bindings = new List<FieldBinding>();
        foreach (var field in schema.Fields.Values.Where(field => Wanted(field, fields)))
        {
            if (direct.Find(field) is { } path)
            {
                bindings.Add(new FieldBinding(field.Name, ReadArgument(path)));
            }
            else if (nested?.Find(field) is { } inner)
            {
                bindings.Add(new FieldBinding(field.Name, ReadProperty(carrier!, inner)));
            }
            else if (!field.Default.HasValue || fields is not null)
            {
                (nested ?? direct).Missing(field);
            }
        }

        var problems = direct.Problems.Concat(nested?.Problems ?? []).ToArray();
        return problems.Length == 0
            ? new ArgumentReader([.. bindings])
            : throw new ContractException(Readable(method), schema.Name, problems);
    }

    /// <inheritdoc />
    public FieldMap Read(object contract) =>
        contract is object?[]
            ? FieldBinding.ReadAll(_bindings, contract)
            : throw new FieldValueException("the arguments of a method are an array of objects");

    /// <summary>True for a parameter that the runtime of a job or message fills in, and never its sender.</summary>
    public static bool IsInfrastructure(Type type) =>
        type == typeof(CancellationToken)
        || type.Namespace is "Hangfire" or "MassTransit"
        || type.Namespace?.StartsWith("Hangfire.", StringComparison.Ordinal) == true
        || type.Namespace?.StartsWith("MassTransit.", StringComparison.Ordinal) == true;

    private static bool Wanted(FieldSchema field, IReadOnlyCollection<string>? fields) =>
        field.Name != FieldLookup.ReservedName && fields?.Contains(field.Name, StringComparer.Ordinal) != false;

    private static ContractMember? Carrier(IEnumerable<ContractMember> parameters)
    {
        var complex = parameters
            .Where(member => !member.Hidden && member.Field is null && FieldTypes.IsComplex(member.Type))
            .Take(2)
            .ToArray();
        return complex.Length == 1 ? complex[0] : null;
    }

    private static Func<object, FieldValue> ReadArgument(IReadOnlyList<ContractMember> path)
    {
        if (path.Count > 1)
        {
            return ReadProperty(path[0], path.Skip(1));
        }

        var position = ((ParameterInfo)path[0].Source).Position;
        return arguments => FieldValue.From(Argument(arguments, position));
    }

    private static Func<object, FieldValue> ReadProperty(ContractMember parameter, IEnumerable<ContractMember> path)
    {
        var position = ((ParameterInfo)parameter.Source).Position;
        var read = ContractReader.Compile(Bare(parameter.Type), path);
        return arguments => Argument(arguments, position) is { } contract ? read(contract) : FieldValue.None;
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static object? Argument(object arguments, int position)
    {
        var all = (object?[])arguments;
        return position < all.Length ? all[position] : null;
    }

    private static string Readable(MethodInfo method) =>
        (method.DeclaringType is { } type ? FieldLookup.Readable(type) + "." : "") + method.Name;
}
