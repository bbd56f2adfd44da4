using Workers.Sending;
using Workers.Views;

namespace Workers.Running;

/// <summary>One run: send, wait for decisions, play the approver, wait for the ends, and count.</summary>
internal sealed class WorkRun(
    Tracker tracker,
    IEnumerable<IItemSender> senders,
    PlayedApprover approver,
    Earlier earlier,
    Journal journal,
    SampleClock clock,
    IView view,
    RunOptions options
)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(15);

    /// <returns>False where an item did not end as it should.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<Item> items, CancellationToken ct)
    {
        if (options.Resume)
        {
            await earlier.TakeUpAsync(ct);
        }
        else
        {
            await tracker.CatchUpAsync(ct);
            if (journal.Open().Count is > 0 and var left)
            {
                view.Say($"{left} items of an earlier run have not come to their end: --resume takes them up");
            }
        }

        if (items.Any(item => item.Kind != ItemKind.Message))
        {
            view.Say("jobs lie in Hangfire's in-memory storage, which forgets them when this process ends");
        }

        foreach (var item in items)
        {
            tracker.Follow(item, await senders.First(sender => sender.CanSend(item.Kind)).SendAsync(item, ct));
        }

        if (tracker.Items.Count == 0)
        {
            view.Say(options.Resume ? "nothing was left" : "no items");
            return true;
        }

        await tracker.UntilAsync(() => tracker.Items.All(item => item.Outcome is not null), s_patience, ct);
        view.Decided(tracker.Items);
        if (!options.NoApprover)
        {
            await DecideAsync(ct);
        }

        view.Totals(tracker.Items);
        var problems = Verdict.Problems(tracker.Items, options.NoApprover).ToList();
        problems.ForEach(view.Problem);
        return problems.Count == 0;
    }

    private async Task DecideAsync(CancellationToken ct)
    {
        var expiries = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        if (tracker.Items.Any(item => !item.IsDone))
        {
            view.Part("The approver, and what follows");
        }

        // Approved work is judged again when it resumes; where another rule asks then, it parks once more under a new request.
        bool Waits(Tracked item) => item.Outcome == Outcome.Parked && !expiries.ContainsKey(item.ApprovalId ?? "");
        var until = clock.GetUtcNow() + s_patience;
        while (tracker.Items.Any(Waits) && clock.GetUtcNow() < until)
        {
            foreach (var item in tracker.Items.Where(item => item.Outcome == Outcome.Parked).ToList())
            {
                if (await approver.DecideAsync(item, ct) is { } request && item.Wish == Wish.Expire)
                {
                    expiries[request.Id] = request.ExpiresAt;
                }
            }

            await tracker.UntilAsync(() => !tracker.Items.Any(Waits), TimeSpan.FromMilliseconds(200), ct);
        }

        if (expiries.Count > 0 && tracker.Items.Any(item => !item.IsDone))
        {
            await ExpireAsync(expiries.Values.Max(), ct);
        }
    }

    private async Task ExpireAsync(DateTimeOffset last, CancellationToken ct)
    {
        var left = last - clock.GetUtcNow();
        if (left > s_longestWait)
        {
            view.Say($"the clock is put forward by {left.TotalHours:0.#} hours");
            clock.PutForward(left);
        }

        await tracker.UntilAsync(() => tracker.Items.All(item => item.IsDone), s_longestWait + s_patience, ct);
    }
}
