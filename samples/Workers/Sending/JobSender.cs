using Actra.Hangfire;
using Actra.Resolution;
using Hangfire;
using Workers.Jobs;
using Workers.Running;

namespace Workers.Sending;

/// <summary>Creates items of kind job and cron. Hangfire gives a job its id, so the journal hears of it a moment later.</summary>
internal sealed class JobSender(
    IBackgroundJobClient jobs,
    IRecurringJobManagerV2 recurring,
    RecurringJobOwners owners,
    Journal journal
) : IItemSender
{
    public bool CanSend(ItemKind kind) => kind is ItemKind.Job or ItemKind.Cron;

    public Task<string> SendAsync(Item item, CancellationToken ct)
    {
        var workId = WorkIds.OfJob(item.Kind == ItemKind.Cron ? Occur(item) : Create(item));
        journal.Write(item, workId);
        return Task.FromResult(workId);
    }

    private string Create(Item item)
    {
        using var scope = item is { Forged: false, Actor: { } actor } ? ActraJobs.As(ActorOf(actor)) : null;
        if (item.Action != "payout")
        {
            return jobs.Enqueue<RebuildIndex>(job => job.RunAsync(null));
        }

        var (merchant, amount) = Trades.Read<PayoutArguments>(item.Fields)!;
        return jobs.Enqueue<Payouts>(job => job.PayAsync(merchant, amount, null));
    }

    /// <summary>A schedule for every night, which runs on behalf of the system; the sample does not wait for the night.</summary>
    private string Occur(Item item)
    {
        var (batch, total) = Trades.Read<NightlyPayoutArguments>(item.Fields)!;
        recurring.AddOrUpdate<NightlyPayout>(item.Name, job => job.RunAsync(batch, total, null), NightlyPayout.Cron);
        owners.Set(item.Name, Actor.System(Item.Schedule));
        return recurring.TriggerJob(item.Name);
    }

    private static Actor ActorOf(string actor)
    {
        var parts = actor.Split(':');
        return Actor.Of(parts[1], parts[0]);
    }
}
