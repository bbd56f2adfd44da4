namespace Actra.Capabilities.Conversion;

/// <summary>Rules with ids, which tell where each comes from: <c>deny-0</c>, <c>deny-0-2</c>, <c>base.yaml-deny-0</c>.</summary>
internal static class NamedRules
{
    public static IReadOnlyList<(string Id, NewRule Rule)> Of(IEnumerable<NewRule> rules)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. rules.Select(rule => (Next(taken, NameOf(rule)), rule))];
    }

    private static string NameOf(NewRule rule) =>
        rule.Origin is null
            ? "known-" + rule.Term.Comparisons.First().Fact.Field.Name
            : string.Concat(
                rule.Origin.Name.Replace("]", "", StringComparison.Ordinal)
                    .Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/' ? c : '-')
            );

    private static string Next(HashSet<string> taken, string name)
    {
        var id = name;
        for (var next = 2; !taken.Add(id); next++)
        {
            id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}-{next}");
        }

        return id;
    }
}
