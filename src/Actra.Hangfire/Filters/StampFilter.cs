using Actra.Audit;
using Hangfire.Client;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>At creation: notes who asks, and skips occurrences of a recurring job while one is parked. Never throws: a recurring job whose creation throws is disabled.</summary>
internal sealed class StampFilter(JobServices services, ActorStamps stamps) : IJobFilter, IClientFilter
{
    public bool AllowMultiple => true;

    public int Order => GuardOrders.Stamp;

    public void OnCreating(CreatingContext context)
    {
        stamps.Clear(context.Job);
        var ordinary = context.InitialState is not null;
        foreach (var name in context.Parameters.Keys.Where(name => IsForged(name, ordinary)).ToList())
        {
            context.Parameters.Remove(name);
        }

        try
        {
            if (SkippedFor(context) is { } parked)
            {
                context.Canceled = true;
                Record(context, parked);
                return;
            }

            stamps.Stamp(context);
        }
        catch (Exception e)
        {
            Log.NotStamped(services.Logger, e);
        }
    }

    public void OnCreated(CreatedContext context) { }

    private static bool IsForged(string name, bool ordinary) =>
        name.StartsWith(JobParameterNames.Prefix, StringComparison.OrdinalIgnoreCase)
        || (ordinary && name.Equals(JobParameterNames.RecurringJobId, StringComparison.OrdinalIgnoreCase));

    private string? SkippedFor(CreatingContext context) =>
        services.Options.SkipWhileParked && RecurringTrigger.Of(context) is { } recurring
            ? ParkedIndex.OccurrenceOf(context.Connection, recurring)
            : null;

    private void Record(CreatingContext context, string parked)
    {
        var recurring = RecurringTrigger.Of(context)!;
        Log.OccurrenceSkipped(services.Logger, recurring, parked);
        _ = services.Audit?.WriteAsync(
            new AuditEntry
            {
                Time = services.Clock.GetUtcNow(),
                Kind = AuditKind.Dropped,
                Service = services.Guard.Options.ServiceName,
                WorkKind = "job",
                WorkId = $"recurring:{recurring}",
                Action = services.Contracts.Of(context.Job).Action,
                Reason = $"an occurrence was skipped: job {parked} of the same recurring job waits for approval",
                Detail = "occurrence_skipped",
            },
            AuditDurability.BestEffort,
            CancellationToken.None
        );
    }
}
