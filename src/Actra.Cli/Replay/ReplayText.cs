using Actra.Audit;
using Actra.Evaluation;
using Actra.Guard;
using Actra.Model;
using Spectre.Console;

namespace Actra.Cli.Replay;

/// <summary>A replay for people: a line per decision.</summary>
internal sealed class ReplayText(Terminal terminal) : IReplayPrinter
{
    public void Write(AuditRecord record, ReplayedDecision decision)
    {
        var entry = record.Entry;
        string?[] parts =
        [
            Plain.Number(record.Sequence),
            Plain.Time(entry.Time),
            entry.Action,
            entry.Actor is { Length: > 0 } ? $"by {entry.Actor}" : null,
            entry.WorkId is { Length: > 0 } ? $"{entry.Endpoint}/{entry.WorkId}" : entry.Endpoint,
            $"{Name(decision.OldEffect, decision.OldRule)} -> {New(decision)}",
        ];
        terminal.Write(
            string.Join("  ", parts.Where(part => part is { Length: > 0 }).Select(Plain.Text)),
            decision.Outcome == ReplayOutcome.Changed ? Color.Red : Color.Yellow
        );
    }

    public void Write(ReplaySum sum)
    {
        var decisions = sum.All == 1 ? "1 decision" : $"{Plain.Number(sum.All)} decisions";
        var leftOut = sum.LeftOut == 0 ? "" : $"; {Plain.Number(sum.LeftOut)} of capability policies left out";
        terminal.Write(
            $"{decisions}, policy {sum.PolicyHash[..12]}: {Plain.Number(sum.Same)} as before, {Plain.Number(sum.Changed)} changed, {Plain.Number(sum.Unknown)} unknown{leftOut}"
        );
    }

    private static string New(ReplayedDecision decision) =>
        decision.New.IsCertain
            ? Name(decision.New.Possible[0])
            : $"unknown, {string.Join(" or ", decision.New.Possible.Select(Name))}: depends on {string.Join(", ", decision.Open.Select(Why))}";

    private static string Why(OpenField open) => $"{open.Field} ({(open.IsMasked ? "masked" : "not recorded")})";

    private static string Name(PossibleDecision decision) =>
        decision.Kind == DecisionKind.InputError
            ? $"{decision.Effect.ToName()} (the input cannot be judged)"
            : Name(decision.Effect, decision.RuleId);

    private static string Name(Effect effect, string? rule) =>
        rule is null ? $"{effect.ToName()} (no rule)" : $"{effect.ToName()} {rule}";
}
