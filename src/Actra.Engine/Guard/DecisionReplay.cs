using Actra.Audit;
using Actra.Compilation;
using Actra.Evaluation;
using Actra.Model;

namespace Actra.Guard;

/// <summary>Judges recorded decisions again, by another policy: what would it have said?</summary>
/// <param name="policy">The other policy.</param>
public sealed class DecisionReplay(ActraPolicy policy)
{
    private static readonly string[] Domains = [.. Enum.GetValues<Domain>().Select(domain => domain.ToName() + ".")];

    /// <summary>Judges a recorded decision.</summary>
    /// <param name="entry">The record's entry.</param>
    /// <returns>What would come of it; null where the entry is no decision of a policy of this kind.</returns>
    public ReplayedDecision? Replay(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (
            entry is not { Kind: AuditKind.Decision, Action: { } action }
            || !EffectNames.TryParse(entry.Effect, out var effect)
            || !entry.Inputs.Keys.All(name => Domains.Any(d => name.StartsWith(d, StringComparison.Ordinal)))
        )
        {
            return null;
        }

        if (entry.PolicyHash == policy.Hash)
        {
            return new ReplayedDecision(effect, entry.Rule, Same(effect, entry.Rule), []);
        }

        var input = new PolicyInput(action);
        var open = new Dictionary<FieldRef, FieldType>();
        foreach (var field in policy.NeededFields(action))
        {
            var value = Read(entry, field);
            if (value.IsKnown)
            {
                input[field.Domain][field.Name] = value.Value;
            }
            else
            {
                open[field] = value.Type;
            }
        }

        var found = policy.EvaluatePartially(input, open);
        return new ReplayedDecision(
            effect,
            entry.Rule,
            found,
            [.. found.DependsOn.Select(field => new OpenField(field, IsMasked: open[field] != FieldType.None))]
        );
    }

    private static PartialDecision Same(Effect effect, string? rule) =>
        new([new PossibleDecision(effect, rule is null ? DecisionKind.Default : DecisionKind.Rule, rule)], []);

    private RecordedValue Read(AuditEntry entry, FieldRef field)
    {
        var declared = policy.Schema.Find(entry.Action!, field) ?? new FieldSchema(field.Name, FieldType.None);
        var recorded = RecordedInput.Read(entry, declared, field.ToString());
        return
            recorded is { IsKnown: false, Type: FieldType.None }
            && Fact(entry, field, declared.Type) is { HasValue: true } fact
            ? RecordedValue.Of(fact)
            : recorded;
    }

    /// <summary>What the guard always knows, and every record says, although no rule has read it.</summary>
    private static FieldValue Fact(AuditEntry entry, FieldRef field, FieldType declared)
    {
        var fact = (field.Domain, field.Name) switch
        {
            (Domain.Snapshot, "now") => FieldValue.Of(entry.Time),
            (Domain.Snapshot, "endpoint") => FieldValue.Of(entry.Endpoint),
            (Domain.Actor, "id") => FieldValue.Of(entry.Actor ?? ""),
            (Domain.Actor, "source") => FieldValue.Of(entry.ActorSource),
            (Domain.Actor, "verified") => FieldValue.Of(entry.ActorSource is "signed" or "broker" or "host"),
            _ => FieldValue.None,
        };
        return fact.Type == declared ? fact : FieldValue.None;
    }
}
