using System.Reflection;
using Actra.Model;

namespace Actra.Resolution;

/// <summary>Finds the members of one contract that fill declared fields, and collects what is wrong.</summary>
internal sealed class FieldLookup(IReadOnlyList<ContractMember> members, string noun)
{
    /// <summary>The name under which an action's own type would stand. It is never a field: a payload does not say which action it is.</summary>
    public const string ReservedName = "type";

    /// <summary>All that is wrong so far.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>
    /// The path to the member that fills a field: by <see cref="ActraFieldAttribute"/>, else the exact name, else snake_case; for a name with dots, one property
    /// after the other. Null where there is none.
    /// </summary>
    public IReadOnlyList<ContractMember>? Find(FieldSchema field)
    {
        var found = One(members, field.Name) is { } member ? [member] : Path(members, field.Name);
        if (found is null || FieldTypes.CanBe(found[^1].Type, field.Type))
        {
            return found;
        }

        Problems.Add(
            $"field `{field.Name}` is a {field.Type.ToName()}; {noun} `{Join(found)}` of type {Readable(found[^1].Type)} never is"
        );
        return found;
    }

    /// <summary>Reports a field that nothing fills.</summary>
    public void Missing(FieldSchema field)
    {
        var visible = members.Where(member => !member.Hidden).Select(member => member.Name);
        var hidden = members.FirstOrDefault(member => member.Hidden && member.Fit(field.Name) is not null);
        Problems.Add(
            $"field `{field.Name}` ({field.Type.ToName()}) has no {noun}"
                + (
                    hidden is not null ? $": `{hidden.Name}` is hidden by [ActraIgnore]"
                    : Naming.Nearest(field.Name, visible) is { } near ? $": the nearest is `{near}`"
                    : ""
                )
        );
    }

    /// <summary>A type's name as code would spell it.</summary>
    public static string Readable(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? Readable(underlying) + "?"
        : type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Readable))}>"
        : type.Name;

    private ContractMember? One(IReadOnlyList<ContractMember> among, string field)
    {
        var best = among
            .Where(member => !member.Hidden)
            .Select(member => (member, fit: member.Fit(field)))
            .Where(pair => pair.fit is not null)
            .GroupBy(pair => pair.fit)
            .MinBy(group => group.Key)
            ?.ToArray();
        if (best is { Length: > 1 })
        {
            var names = string.Join(" and ", best.Select(pair => $"`{pair.member.Name}`"));
            Problems.Add($"field `{field}` could be {names}: say which with [ActraField]");
        }

        return best?[0].member;
    }

    private IReadOnlyList<ContractMember>? Path(IReadOnlyList<ContractMember> among, string field)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return null;
        }

        if (One(among, field[..dot]) is not { } first || !FieldTypes.IsComplex(first.Type))
        {
            return null;
        }

        var inner = ContractMember.Of(Nullable.GetUnderlyingType(first.Type) ?? first.Type);
        var name = field[(dot + 1)..];
        var rest = One(inner, name) is { } last ? [last] : Path(inner, name);
        return rest is null ? null : [first, .. rest];
    }

    private static string Join(IEnumerable<ContractMember> path) =>
        string.Join('.', path.Select(member => member.Name));
}
