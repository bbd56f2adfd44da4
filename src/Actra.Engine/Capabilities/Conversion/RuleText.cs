using System.Text;
using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Writes one rule of version 2.</summary>
internal static class RuleText
{
    /// <param name="text">Where to.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="expires">How long votes are taken; null where the host says so.</param>
    public static void Write(StringBuilder text, string id, NewRule rule, TimeSpan? expires)
    {
        text.AppendLine($"  - id: {YamlText.Quoted(id)}");
        text.AppendLine($"    scope: {{ action: {Facts.ActionType} }}");
        WriteCondition(text, [.. rule.Term.Comparisons.SelectMany(c => Comparisons(c.Fact, c.Extent))]);
        text.AppendLine($"    effect: {rule.Effect.ToName()}");
        text.AppendLine($"    reason: {YamlText.Quoted(Braces(rule.Reason))}");
        if (rule.Effect == Effect.RequireApproval)
        {
            var votes = expires is { } time ? $", expires: {Durations.Print(AtLeast(time))}" : "";
            text.AppendLine($"    approval: {{ roles: [approver], count: 1{votes} }}");
        }
    }

    private static void WriteCondition(StringBuilder text, List<string> comparisons)
    {
        switch (comparisons)
        {
            case []:
                break;
            case [var only]:
                text.AppendLine($"    when: {only}");
                break;
            default:
                text.AppendLine("    when:");
                text.AppendLine("      all:");
                comparisons.ForEach(comparison => text.AppendLine($"        - {comparison}"));
                break;
        }
    }

    private static IEnumerable<string> Comparisons(Fact fact, Extent extent)
    {
        if (extent is Extent.Exactly exactly)
        {
            yield return Comparison(fact, "equals", exactly.Value);
        }
        else if (extent is Extent.Between between)
        {
            if (double.IsFinite(between.Low))
            {
                yield return Comparison(fact, "greater_than", FieldValue.Of(between.Low));
            }

            if (double.IsFinite(between.High))
            {
                yield return Comparison(fact, "less_than", FieldValue.Of(between.High));
            }
        }
    }

    private static string Comparison(Fact fact, string comparison, FieldValue value) =>
        $"{{ subject: {{ domain: {fact.Field.Domain.ToName()}, field: {fact.Field.Name} }}, "
        + $"operator: {comparison}, value: {{ literal: {YamlText.Literal(value)} }} }}";

    private static string Braces(string reason) =>
        reason.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static TimeSpan AtLeast(TimeSpan time) =>
        time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time;
}
