using Actra.Model;

namespace Actra.Guard;

/// <summary>Short ways to write the guard's answers.</summary>
internal static class Admissions
{
    public static Admission Fault(string code, string reason) =>
        new()
        {
            Kind = AdmissionKind.Fault,
            Code = code,
            Reason = reason,
        };

    public static Admission Defer(string code, string reason, TimeSpan delay) =>
        new()
        {
            Kind = AdmissionKind.Defer,
            Code = code,
            Reason = reason,
            Delay = delay,
        };

    public static Admission Of(AdmissionKind kind, string code, string reason, Judgement judgement) =>
        new()
        {
            Kind = kind,
            Code = code,
            Reason = reason,
            Decisions = judgement.Decisions,
            Inputs = judgement.Inputs,
            Decision = judgement.Strictest,
            Actor = judgement.Actor,
        };

    /// <summary>Why a decision is what it is, also where its rule gives no reason.</summary>
    public static string ReasonOf(Decision decision) =>
        decision.Reason
        ?? (
            decision.RuleId is null
                ? $"the policy's default for `{decision.ActionType}` is {decision.Effect.ToName()}"
                : $"rule `{decision.RuleId}`"
        );
}
