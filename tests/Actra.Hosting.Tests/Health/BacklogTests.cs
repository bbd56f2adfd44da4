using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actra.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actra.Hosting.Tests;

public class BacklogTests
{
    [Fact]
    public async Task What_waits_is_with_the_health_of_the_store()
    {
        await using var host = await new TestHost().StartAsync();
        await host.ParkAsync();
        await host.PassAsync(TimeSpan.FromMinutes(20));
        await host.ParkAsync();

        var health = await host.HealthAsync("actra-store");

        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Equal(2L, health.Data["pending"]);
        Assert.Equal(1200L, health.Data["oldest_pending_seconds"]);
        Assert.Equal(18L, health.Data["parked_bytes"]);
        Assert.Equal(0, health.Data["unsent_records"]);
    }

    [Fact]
    public async Task A_limit_that_blocks_new_work_is_said()
    {
        await using var host = await new TestHost(options => options.Limits.PendingPerService = 2).StartAsync();
        await host.ParkAsync();
        await host.ParkAsync();

        var health = await host.HealthAsync("actra-store");

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal(
            "new work that needs approval is blocked: 2 requests of this service wait for approval",
            health.Description
        );
    }

    [Fact]
    public async Task What_waits_is_measured()
    {
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = Listen(measured);
        var desk = new RecordingNotifier { Problem = new NotDeliveredException("no") { GiveUp = true } };
        await using var host = new TestHost(options => options.ServiceName = "measured-backlog");
        host.Actra.AddNotifier(desk);
        await host.StartAsync();
        await host.ParkAsync("measured-backlog");
        host.Get<IReleasePumpSignal>().Wake();
        await Eventually.HoldsAsync(() => host.Logs.Has(5402));

        await host.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(
            [
                ("actra.approvals.oldest_pending", 20),
                ("actra.approvals.parked", 9),
                ("actra.approvals.pending", 1),
                ("actra.notices.dead", 1),
                ("actra.records.unsent", 0),
            ],
            measured.Select(m => (m.Key, m.Value)).Order()
        );
    }

    private static MeterListener Listen(ConcurrentDictionary<string, double> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ActraTelemetry.Name && instrument.GetType().Name.StartsWith("Gauge"))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Keep(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Keep(i, value, tags));
        listener.Start();
        return listener;

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags[0] is { Key: "service", Value: "measured-backlog" })
            {
                measured[instrument.Name] = value;
            }
        }
    }
}
