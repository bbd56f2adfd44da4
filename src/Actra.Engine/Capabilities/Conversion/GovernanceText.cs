using System.Text;

namespace Actra.Capabilities.Conversion;

/// <summary>
/// Writes governance where a policy extends others: in the original it cannot relax what they prohibit, so the converted prohibitions must stay.
/// </summary>
internal static class GovernanceText
{
    /// <returns>The document; null where none is needed.</returns>
    public static string? Write(string source, IEnumerable<(string Id, NewRule Rule)> rules)
    {
        var kept = rules.Where(rule => rule.Rule.Origin is { Verdict: RuleVerdict.Deny, IsInherited: true }).ToList();
        if (kept.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        text.AppendLine(YamlText.Comment($"What {source} builds on prohibits this: it stays."));
        text.AppendLine("version: 2");
        text.AppendLine("governance:");
        text.AppendLine("  rules:");
        foreach (var (id, rule) in kept)
        {
            text.AppendLine($"    - id: {YamlText.Quoted($"keep-{id}")}");
            text.AppendLine($"      select: {{ where: {{ id: {YamlText.Quoted(id)}, effect: block }} }}");
            text.AppendLine("      must: { exists: true }");
            text.AppendLine($"      error: {YamlText.Quoted($"{rule.Origin!.Name} is not this policy's to relax")}");
        }

        return text.ToString();
    }
}
