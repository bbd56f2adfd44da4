using System.Reflection;
using Actra.Model;

namespace Actra.Resolution;

/// <summary>
/// Reads an action's declared fields from the public properties of a contract: by <see cref="ActraFieldAttribute"/>, else by exact name, else by the property's
/// name in snake_case; never what <see cref="ActraIgnoreAttribute"/> hides. A field name with dots walks nested properties. Interfaces may be contracts, inherited
/// properties included. A null is no value. A field called <c>type</c> is never read: which action it is, the contract's type says and not its contents.
/// </summary>
public sealed class ContractReader : IFieldReader
{
    private readonly Type _contract;
    private readonly FieldBinding[] _bindings;

    private ContractReader(Type contract, FieldBinding[] bindings)
    {
        _contract = contract;
        _bindings = bindings;
    }

    /// <summary>The fields that are read.</summary>
    public IEnumerable<string> Fields => _bindings.Select(binding => binding.Field);

    /// <summary>Builds the reader of a contract.</summary>
    /// <param name="contract">The contract's type; an interface where messages are interfaces.</param>
    /// <param name="schema">The action it stands for.</param>
    /// <param name="overrides">How fields are read that the contract's properties do not say, by field name.</param>
    /// <exception cref="ContractException">
    /// A declared field without a default is not there, a property can never have its field's type, or an override names an undeclared field. All of these are listed.
    /// </exception>
    public static ContractReader Create(
        Type contract,
        ActionSchema schema,
        IReadOnlyDictionary<string, Func<object, object?>>? overrides = null
    )
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(schema);
        var lookup = new FieldLookup(ContractMember.Of(contract), "property");
        foreach (var name in overrides?.Keys.Where(name => !schema.Fields.ContainsKey(name)) ?? [])
        {
            var near = Naming.Nearest(name, schema.Fields.Keys);
            lookup.Problems.Add(
                $"the mapped field `{name}` is not declared" + (near is null ? "" : $": did you mean `{near}`?")
            );
        }

        var bindings = new List<FieldBinding>();
        foreach (var field in schema.Fields.Values.Where(field => field.Name != FieldLookup.ReservedName))
        {
            if (overrides?.GetValueOrDefault(field.Name) is { } read)
            {
                bindings.Add(new FieldBinding(field.Name, instance => FieldValue.From(read(instance))));
            }
            else if (lookup.Find(field) is { } path)
            {
                bindings.Add(new FieldBinding(field.Name, Compile(contract, path)));
            }
            else if (!field.Default.HasValue)
            {
                lookup.Missing(field);
            }
        }

        return lookup.Problems.Count == 0
            ? new ContractReader(contract, [.. bindings])
            : throw new ContractException(FieldLookup.Readable(contract), schema.Name, lookup.Problems);
    }

    /// <inheritdoc />
    public FieldMap Read(object contract) =>
        _contract.IsInstanceOfType(contract)
            ? FieldBinding.ReadAll(_bindings, contract)
            : throw new FieldValueException(
                $"a {FieldLookup.Readable(contract?.GetType() ?? typeof(void))} is no {FieldLookup.Readable(_contract)}"
            );

    internal static Func<object, FieldValue> Compile(Type contract, IEnumerable<ContractMember> path) =>
        FieldAccessors.Compile(contract, [.. path.Select(member => (PropertyInfo)member.Source)]);
}
