using Actra.Approvals;
using Actra.Guard;

namespace Actra.Hangfire;

/// <summary>Why a job does not run.</summary>
/// <param name="Code">One of <see cref="AdmissionCodes"/>.</param>
/// <param name="Reason">In words, sensitive values masked.</param>
internal sealed record Refusal(string Code, string Reason)
{
    public string? Action { get; init; }

    public string? Rule { get; init; }

    public string? DecisionId { get; init; }

    public string? ApprovalId { get; init; }

    /// <summary>True where the job never runs again, however often it is requeued.</summary>
    public bool Final { get; init; }

    public static Refusal Of(Admission admission) =>
        new(admission.Code, admission.Reason)
        {
            Action = admission.Decision?.ActionType,
            Rule = admission.Decision?.RuleId,
            DecisionId = admission.DecisionId,
            ApprovalId = admission.ApprovalId,
            Final = admission.ClosedGeneration is not null,
        };

    public static Refusal Of(ApprovalRequest request)
    {
        var code =
            request.State == ApprovalState.Denied ? AdmissionCodes.ApprovalDenied : AdmissionCodes.ApprovalClosed;
        var why = request.StateReason is null ? "" : $": {request.StateReason}";
        return new Refusal(code, $"approval {request.Id} is {request.State.ToName()}{why}")
        {
            Action = request.Asked[0].ActionType,
            Rule = request.Asked[0].RuleId,
            ApprovalId = request.Id,
            Final = true,
        };
    }

    public static Refusal Of(ActraPolicyException exception) =>
        new(exception.Code, exception.Message)
        {
            Action = exception.ActionType,
            Rule = exception.MatchedRule,
            ApprovalId = exception.ApprovalId,
        };

    /// <summary>What the job's page shows beside the state.</summary>
    public void AddTo(Dictionary<string, string> data)
    {
        foreach (
            var (name, value) in new[]
            {
                ("Actra.Code", Code),
                ("Actra.Reason", Reason),
                ("Actra.Action", Action),
                ("Actra.Rule", Rule),
                ("Actra.DecisionId", DecisionId),
                ("Actra.ApprovalId", ApprovalId),
            }
        )
        {
            if (value is not null)
            {
                data[name] = value;
            }
        }
    }
}
