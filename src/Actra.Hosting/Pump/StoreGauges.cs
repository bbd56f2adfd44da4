using System.Diagnostics.Metrics;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>Measures what waits in the store, every 15 seconds, by service.</summary>
internal sealed class StoreGauges(PumpContext context, StoreBacklog backlog, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private static readonly Gauge<long> Pending = ActraTelemetry.Meter.CreateGauge<long>(
        "actra.approvals.pending",
        "{request}",
        "Requests that wait for votes; the limit of pending requests means that many or more."
    );

    private static readonly Gauge<double> Oldest = ActraTelemetry.Meter.CreateGauge<double>(
        "actra.approvals.oldest_pending",
        "s",
        "How long the oldest request has waited for votes; 0 where none waits."
    );

    private static readonly Gauge<long> Parked = ActraTelemetry.Meter.CreateGauge<long>(
        "actra.approvals.parked",
        "By",
        "The size of parked work of requests that are not closed."
    );

    private static readonly Gauge<long> Dead = ActraTelemetry.Meter.CreateGauge<long>(
        "actra.notices.dead",
        "{notice}",
        "Notices that are dead letters; 100 means that many or more."
    );

    private static readonly Gauge<long> Unsent = ActraTelemetry.Meter.CreateGauge<long>(
        "actra.records.unsent",
        "{record}",
        "Records that wait for a decision log which did not take one; 100 means that many or more."
    );

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async Task MeasureAsync(CancellationToken ct)
    {
        if (
            !(Pending.Enabled || Oldest.Enabled || Parked.Enabled || Dead.Enabled || Unsent.Enabled)
            || clock.GetUtcNow() < _next
        )
        {
            return;
        }

        _next = clock.GetUtcNow() + Interval;
        try
        {
            var waits = await backlog.MeasureAsync(ct);
            var service = new KeyValuePair<string, object?>("service", context.Service);
            Pending.Record(waits.Pending, service);
            Oldest.Record(waits.OldestAge.TotalSeconds, service);
            Parked.Record(waits.Bytes, service);
            Dead.Record(await backlog.DeadNoticesAsync(ct), service);
            Unsent.Record(backlog.UnsentRecords, service);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.NotMeasured(context.Logger, e);
        }
    }
}
