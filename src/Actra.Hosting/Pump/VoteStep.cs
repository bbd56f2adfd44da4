using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>Votes and other acts that were handed in through the store: performs those whose signature holds, refuses and records the others, and answers all.</summary>
internal sealed class VoteStep(PumpContext context, VoteKeys keys, IApprovals approvals, TimeSpan maxAge)
    : PumpStep<InboxVote>(context, "votes")
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly SignedActs _acts = new(approvals, context.Service);

    /// <summary>The step, where the host has vote keys; one without leaves votes to hosts that have.</summary>
    public static VoteStep? Create(IServiceProvider services, PumpContext context) =>
        services.GetRequiredService<VoteKeys>() is { Count: > 0 } keys
            ? new VoteStep(
                context,
                keys,
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
        if (item.Vote is not { } vote || !vote.Act.IsKnown())
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
        else if (item.Retaken && await WasDoneAsync(item, vote, ct))
        {
            await AnswerAsync(item, counted: true, $"what was asked of `{vote.ApprovalId}` was done", ct);
        }
        else
        {
            await PerformAsync(item, vote, approver, ct);
        }
    }

    private async Task PerformAsync(InboxVote item, SignedVote vote, Approver approver, CancellationToken ct)
    {
        var result = await _acts.PerformAsync(vote, approver, ct);
        if (result.Recorded)
        {
            await AnswerAsync(item, result.Counted, result.Message, ct);
            Log.VoteCast(Context.Logger, vote.Act.ToName(), vote.ApprovalId, approver.Id, result.Message);
        }
        else
        {
            await RefuseAsync(item, result.Message, ct);
        }
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
            Detail = $"{(item.Vote?.Act ?? VoteAct.None).ToName()}: item {item.Id} of the inbox",
        };
        await Context.Records.WriteAsync([record], ct);
        await AnswerAsync(item, counted: false, refusal, ct);
    }

    private ValueTask AnswerAsync(InboxVote item, bool counted, string message, CancellationToken ct) =>
        Context.TellAsync(
            (store, token) => store.Votes!.AnswerAsync(item.Id, new VoteAnswer(counted, message, Context.Now), token),
            ct
        );

    private async ValueTask<bool> WasDoneAsync(InboxVote item, SignedVote vote, CancellationToken ct) =>
        await Context.AskAsync((store, token) => store.GetAsync(vote.ApprovalId, token), ct) is { } request
        && DoneBefore.Shows(request, vote, item.PostedAt);
}
