using System.Globalization;
using System.Text;

namespace Actra.Capabilities.Conversion;

/// <summary>Writes the rules of a converted policy, each under the rule of the original that it comes from.</summary>
internal static class PolicyText
{
    public static string Write(
        string source,
        IReadOnlyList<(string Id, NewRule Rule)> rules,
        IEnumerable<Origin> origins,
        TimeSpan? expires
    )
    {
        var text = new StringBuilder();
        text.AppendLine(
            YamlText.Comment(
                $"Converted from {source}. The first rule that matches decides; what none matches is blocked."
            )
        );
        text.AppendLine("version: 2");
        text.AppendLine("default: block");
        text.AppendLine(rules.Count == 0 ? "rules: []" : "rules:");
        foreach (var place in rules.GroupBy(rule => rule.Rule.Place))
        {
            text.AppendLine().AppendLine($"  {YamlText.Comment(Header(place.Key))}");
            Origin? last = null;
            foreach (var (id, rule) in place)
            {
                if (rule.Origin is { } origin && origin != last)
                {
                    text.AppendLine($"  {YamlText.Comment(Describe(origin))}");
                    last = origin;
                }

                RuleText.Write(text, id, rule, expires);
            }
        }

        WriteRest(text, origins.Except(rules.Select(rule => rule.Rule.Origin).OfType<Origin>()).ToList());
        return text.ToString();
    }

    private static void WriteRest(StringBuilder text, List<Origin> rest)
    {
        if (rest.Count > 0)
        {
            text.AppendLine()
                .AppendLine(
                    "  # These decide nothing: what they permit is nothing, or a rule above always comes first."
                );
            rest.ForEach(origin => text.AppendLine($"  {YamlText.Comment(Describe(origin))}"));
        }
    }

    private static string Describe(Origin origin) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin.Name}, line {origin.At.Line}: {origin.Text}");

    private static string Header(Place place) =>
        place switch
        {
            Place.Known => "Without this, no other rule could be relied upon.",
            Place.Denied => "Prohibitions.",
            Place.Asked => "What needs a person.",
            Place.DeniedInDoubt =>
                "What may be prohibited is not permitted; what is asked about above is not stopped by a doubt.",
            Place.AskedInDoubt => "What is permitted below, and may need a person.",
            Place.Permitted => "Permissions.",
            _ => "Permissions that cannot be said.",
        };
}
