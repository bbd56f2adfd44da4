using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>Votes that were handed in through the store: casts those whose signature holds, refuses and records the others, and answers all.</summary>
internal sealed class VoteStep(PumpContext context, VoteKeys keys, IApprovals approvals, TimeSpan maxAge)
    : PumpStep<InboxVote>(context, "votes")
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The step, where the host has vote keys; one without leaves votes to hosts that have.</summary>
    public static VoteStep? Create(IServiceProvider services, PumpContext context) =>
        services.GetServices<VoteKey>().Any()
            ? new VoteStep(
                context,
                services.GetRequiredService<VoteKeys>(),
                services.GetRequiredService<IApprovals>(),
                services.GetRequiredService<ActraOptions>().VoteMaxAge
            )
            : null;

    protected override ValueTask<IReadOnlyList<InboxVote>> ListAsync(int limit, CancellationToken ct) =>
        Context.AskAsync(
            (store, token) =>
                store.Votes?.TakeAsync(Context.Service, Context.Now, Lease, limit, token)
                ?? ValueTask.FromResult<IReadOnlyList<InboxVote>>([]),
            ct
        );

    protected override string KeyOf(InboxVote item) => item.Id;

    protected override async Task HandleAsync(InboxVote item, CancellationToken ct)
    {
        if (item.Vote is not { } vote)
        {
            await RefuseAsync(item, "it cannot be read as a vote", ct);
        }
        else if (item.Repeated)
        {
            await RefuseAsync(item, "a vote with this nonce was handed in before", ct);
        }
        else if (!keys.Verify(vote, Context.Now, maxAge, out var approver, out var refusal))
        {
            await RefuseAsync(item, refusal, ct);
        }
        else
        {
            await CastAsync(item, vote, approver, ct);
        }
    }

    private async Task CastAsync(InboxVote item, SignedVote vote, Approver approver, CancellationToken ct)
    {
        var request = await Context.AskAsync((store, token) => store.GetAsync(vote.ApprovalId, token), ct);
        if (request is not null && !string.Equals(request.Work.Service, Context.Service, StringComparison.Ordinal))
        {
            await RefuseAsync(item, $"`{vote.ApprovalId}` is a request of another service", ct);
            return;
        }

        if (item.Retaken && request is not null && request.Votes.Any(cast => IsOf(cast, vote, item.PostedAt)))
        {
            await AnswerAsync(item, counted: true, $"the vote on `{vote.ApprovalId}` counts", ct);
            return;
        }

        var result = vote.Approve
            ? await approvals.ApproveAsync(vote.ApprovalId, approver, vote.ShownDigest, vote.Comment, ct)
            : await approvals.DenyAsync(vote.ApprovalId, approver, vote.ShownDigest, vote.Comment, ct);
        await AnswerAsync(item, result.Counted, result.Message, ct);
        Log.VoteCast(Context.Logger, vote.ApprovalId, approver.Id, result.Message);
    }

    private async Task RefuseAsync(InboxVote item, string refusal, CancellationToken ct)
    {
        ActraTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("what", "vote"));
        Log.VoteRefused(Context.Logger, item.Vote?.ApprovalId, item.Vote?.ApproverId, refusal);
        var record = new AuditEntry
        {
            Time = Context.Now,
            Kind = AuditKind.Refused,
            Service = Context.Service,
            Actor = item.Vote?.ApproverId,
            ApprovalId = item.Vote?.ApprovalId,
            Reason = refusal,
            Detail = $"vote {item.Id} of the inbox",
        };
        await Context.Records.WriteAsync([record], ct);
        await AnswerAsync(item, counted: false, refusal, ct);
    }

    private ValueTask AnswerAsync(InboxVote item, bool counted, string message, CancellationToken ct) =>
        Context.TellAsync(
            (store, token) => store.Votes!.AnswerAsync(item.Id, new VoteAnswer(counted, message, Context.Now), token),
            ct
        );

    private static bool IsOf(ApprovalVote cast, SignedVote vote, DateTimeOffset postedAt) =>
        cast.Approve == vote.Approve
        && cast.At >= postedAt
        && string.Equals(cast.ApproverId, vote.ApproverId, StringComparison.Ordinal)
        && string.Equals(cast.Comment, vote.Comment, StringComparison.Ordinal);
}
