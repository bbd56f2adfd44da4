using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>Performs signed votes and acts that arrive as messages; refuses and records those that nobody who may speak for the voter has signed.</summary>
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
    private readonly SignedActs _acts = new(approvals, service);

    public async Task HandleAsync(ConsumeContext<ApprovalVoteMessage> context)
    {
        var vote = context.Message.ToSignedVote();
        var result = await PerformAsync(vote, context.CancellationToken);
        if (!result.Recorded)
        {
            await RefuseAsync(vote, context.MessageId, result.Message, context.CancellationToken);
        }

        if (context.ResponseAddress is not null)
        {
            await context.RespondAsync(
                new ApprovalVoteAnswer
                {
                    ApprovalId = vote.ApprovalId,
                    Nonce = vote.Nonce,
                    Counted = result.Counted,
                    Message = result.Message,
                }
            );
        }
    }

    private async Task<SignedActResult> PerformAsync(SignedVote vote, CancellationToken ct)
    {
        if (!keys.Verify(vote, clock.GetUtcNow(), maxAge, out var approver, out var refusal))
        {
            return new SignedActResult(Counted: false, refusal, Recorded: false);
        }

        var result = await _acts.PerformAsync(vote, approver, ct);
        if (result.Recorded)
        {
            Log.VoteTaken(logger, vote.Act.ToName(), vote.ApprovalId, approver.Id, result.Message);
        }

        return result;
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
                    Detail = vote.Act.ToName(),
                },
                AuditDurability.Required,
                ct
            );
        }
    }
}
