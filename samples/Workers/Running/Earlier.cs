using System.Text.Json.Nodes;
using Actra.Approvals;
using Actra.Resolution;
using Workers.Sending;
using Workers.Views;

namespace Workers.Running;

/// <summary>Takes up what an earlier run has left: from the journal what was sent, from log, ledger and store what has become of it.</summary>
internal sealed class Earlier(
    Tracker tracker,
    Journal journal,
    IApprovals approvals,
    PlayedApprover approver,
    MessageSender messages,
    IView view,
    RunOptions options
)
{
    private const string Gone = "the job died with Hangfire's in-memory storage";

    private static readonly ApprovalState[] s_open =
    [
        ApprovalState.Pending,
        ApprovalState.Approved,
        ApprovalState.Released,
        ApprovalState.Executing,
        ApprovalState.Held,
        ApprovalState.Failed,
    ];

    public async Task TakeUpAsync(CancellationToken ct)
    {
        foreach (var (workId, item) in journal.Open())
        {
            tracker.Follow(item, workId);
        }

        await tracker.CatchUpAsync(ct);
        foreach (var request in await OpenRequestsAsync(ct))
        {
            var item = tracker.Find(WorkIds.Of(request.Work)) ?? Adopt(request);
            if (item is not { IsDone: false })
            {
                continue;
            }

            item.ApprovalId = request.Id;
            if (request.Work.Kind == WorkKind.Job)
            {
                await approver.GiveUpAsync(request, Gone, ct);
            }
        }

        foreach (var job in tracker.Items.Where(item => item.Item.Kind != ItemKind.Message))
        {
            job.IsLost = !job.IsDone;
            tracker.Move(job, Outcome.Faulted, Gone);
        }

        await SendAgainAsync(ct);
    }

    /// <summary>The store knows of work that the journal does not: a job whose creator was killed before it could write its id down.</summary>
    private Tracked? Adopt(ApprovalRequest request)
    {
        if (request.State is not (ApprovalState.Pending or ApprovalState.Approved or ApprovalState.Released))
        {
            return null;
        }

        var asked = request.Asked[0];
        var fields = new JsonObject(
            asked.Fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value))
        );
        var item = tracker.Follow(
            new Item(
                request.Id,
                request.Work.Kind == WorkKind.Job ? ItemKind.Job : ItemKind.Message,
                asked.ActionType,
                $"{request.Requester.Type}:{request.Requester.Id}",
                fields,
                null,
                Forged: false
            ),
            WorkIds.Of(request.Work)
        );
        (item.Effect, item.Rule) = ("require_approval", asked.RuleId);
        tracker.Move(item, Outcome.Parked, asked.Reason);
        return item;
    }

    private async Task<IReadOnlyList<ApprovalRequest>> OpenRequestsAsync(CancellationToken ct) =>
        await approvals.ListAsync(
            new ApprovalQuery
            {
                Service = options.Service,
                States = s_open,
                Limit = ApprovalQuery.LongestPage,
            },
            ct
        );

    /// <summary>The queues of the in-memory transport end with the process; a broker's do not.</summary>
    private async Task SendAgainAsync(CancellationToken ct)
    {
        var lost = tracker.Items.Where(item => item.Outcome is null).ToList();
        if (options.RabbitMq is not null || lost.Count == 0)
        {
            return;
        }

        view.Say(
            $"{lost.Count} messages were not decided when the process ended, and in-memory queues end with it: sent again"
        );
        foreach (var item in lost)
        {
            await messages.SendAsync(item.Item, WorkIds.MessageOf(item.WorkId), ct);
        }
    }
}
