using Actra.Model;

namespace Actra.Guard;

/// <summary>
/// The policy does not let a call, a message or a job run: it is blocked, or it requires an approval that it does not have. The work has not run. Trying
/// again changes nothing until somebody approves or the policy changes, so retries should leave it alone.
/// </summary>
public sealed class ActraPolicyException : ActraException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="actionType">The action that was asked for.</param>
    /// <param name="admission">What the guard answered: anything but <see cref="AdmissionKind.Run"/>.</param>
    public ActraPolicyException(string actionType, Admission admission)
        : base(Describe(actionType, admission))
    {
        ActionType = admission.Decision?.ActionType ?? actionType;
        Decision = admission.Decision;
        Code = admission.Code;
        ApprovalId = admission.ApprovalId;
        Context = ContextOf(admission);
    }

    /// <summary>The action that was asked for.</summary>
    public string ActionType { get; }

    /// <summary>The decision; null where the work could not be judged.</summary>
    public Decision? Decision { get; }

    /// <summary>Why: one of <see cref="AdmissionCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The request for approval, where there is one.</summary>
    public string? ApprovalId { get; }

    /// <summary>What the decision was made from; null where the work could not be judged. It holds sensitive values as they are; <see cref="Exception.Message"/> does not.</summary>
    public PolicyInput? Context { get; }

    /// <summary>The rule that decided; null where none did.</summary>
    public string? MatchedRule => Decision?.RuleId;

    private static PolicyInput? ContextOf(Admission admission)
    {
        for (var i = 0; i < admission.Inputs.Count; i++)
        {
            if (ReferenceEquals(admission.Decisions[i], admission.Decision))
            {
                return admission.Inputs[i];
            }
        }

        return null;
    }

    private static string Describe(string actionType, Admission admission)
    {
        var decision = admission.Decision;
        var verb = decision?.Effect == Effect.RequireApproval ? "requires approval" : "is blocked";
        var cause =
            decision?.RuleId is { } rule ? $" by rule `{rule}`"
            : decision?.Kind == DecisionKind.Default ? " by the policy's default"
            : "";
        return $"action `{decision?.ActionType ?? actionType}` {verb}{cause}{ReasonOf(admission)}";
    }

    private static string ReasonOf(Admission admission) =>
        admission.Code switch
        {
            AdmissionCodes.Blocked => Colon(admission.Decision?.Reason),
            AdmissionCodes.ApprovalPending when admission.ApprovalId is { } id =>
                $"{Colon(admission.Decision?.Reason)} (approval `{id}` is pending)",
            _ => Colon(admission.Reason),
        };

    private static string Colon(string? reason) => string.IsNullOrEmpty(reason) ? "" : $": {reason}";
}
