using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>Casts votes that arrive as messages; refuses and records those that nobody who may speak for the voter has signed.</summary>
internal sealed class ApprovalVoteHandler(
    string service,
    string queue,
    VoteKeys keys,
    IApprovals approvals,
    AuditWriter? log,
    TimeSpan maxAge,
    TimeProvider clock,
    ILogger logger
)
{
    public async Task HandleAsync(ConsumeContext<ApprovalVoteMessage> context)
    {
        var vote = context.Message.ToSignedVote();
        if (!keys.Verify(vote, clock.GetUtcNow(), maxAge, out var approver, out var refusal))
        {
            await RefuseAsync(vote, context.MessageId, refusal, context.CancellationToken);
            return;
        }

        var result = vote.Approve
            ? await approvals.ApproveAsync(
                vote.ApprovalId,
                approver,
                vote.ShownDigest,
                vote.Comment,
                context.CancellationToken
            )
            : await approvals.DenyAsync(
                vote.ApprovalId,
                approver,
                vote.ShownDigest,
                vote.Comment,
                context.CancellationToken
            );
        Log.VoteTaken(logger, vote.ApprovalId, approver.Id, result.Message);
    }

    private async Task RefuseAsync(SignedVote vote, Guid? messageId, string refusal, CancellationToken ct)
    {
        ActraTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("what", "vote"));
        Log.VoteRefused(logger, vote.ApprovalId, vote.ApproverId, refusal);
        if (log is not null)
        {
            await log.WriteAsync(
                new AuditEntry
                {
                    Time = clock.GetUtcNow(),
                    Kind = AuditKind.Refused,
                    Service = service,
                    WorkKind = "message",
                    Endpoint = queue,
                    WorkId = messageId?.ToString(),
                    Actor = vote.ApproverId,
                    ApprovalId = vote.ApprovalId,
                    Reason = refusal,
                },
                AuditDurability.Required,
                ct
            );
        }
    }
}
