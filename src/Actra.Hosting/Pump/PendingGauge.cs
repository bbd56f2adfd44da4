using System.Diagnostics.Metrics;
using Actra.Approvals;
using Actra.Guard;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>Measures how many requests wait for votes, every 15 seconds and up to 1,000.</summary>
internal sealed class PendingGauge(PumpContext context, TimeProvider clock)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private static readonly Gauge<long> Gauge = ActraTelemetry.Meter.CreateGauge<long>(
        "actra.approvals.pending",
        "{request}",
        "Requests that wait for votes, by service; 1,000 means that many or more."
    );

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async Task MeasureAsync(CancellationToken ct)
    {
        if (!Gauge.Enabled || clock.GetUtcNow() < _next)
        {
            return;
        }

        _next = clock.GetUtcNow() + Interval;
        try
        {
            var query = new ApprovalQuery
            {
                Service = context.Service,
                States = [ApprovalState.Pending],
                Limit = Most,
            };
            var requests = await context.AskAsync((store, token) => store.ListAsync(query, token), ct);
            Gauge.Record(requests.Count, new KeyValuePair<string, object?>("service", context.Service));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.NotMeasured(context.Logger, e);
        }
    }
}
