using Actra.MassTransit;
using Actra.Model;

namespace MassTransit;

/// <summary>What a handler can know of the decision that let it run.</summary>
public static class ActraConsumeContextExtensions
{
    /// <summary>The decision that let this message run; null where none was needed.</summary>
    public static Decision? GetActraDecision(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TryGetPayload<DecisionPayload>(out var payload) ? payload.Admission.Decision : null;
    }

    /// <summary>The id of the approval that let this message run; null where none was needed.</summary>
    public static string? GetActraApprovalId(this ConsumeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TryGetPayload<DecisionPayload>(out var payload) ? payload.Admission.ApprovalId : null;
    }
}
