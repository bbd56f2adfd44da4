using System.Diagnostics.Metrics;
using Actra.Approvals;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting.Tests;

public class IsolationTests
{
    [Fact]
    public async Task A_list_that_cannot_be_read_does_not_stop_the_other_steps()
    {
        await using var host = new TestHost();
        var store = new BreakableStore(host.Clock) { TimersProblem = "a row that cannot be read" };
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(store));
        await host.StartAsync();
        var request = await host.ApprovedAsync();

        await host.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
        Assert.Contains("a row that cannot be read", (await host.HealthAsync("actra-pump")).Description);
    }

    [Fact]
    public async Task An_adapter_that_fails_altogether_does_not_stop_another()
    {
        await using var host = new TestHost();
        host.Services.AddSingleton<IWorkMover>(new Broken());
        await host.StartAsync();
        var request = await host.ApprovedAsync();

        await host.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([$"release {request.Id}"], host.Mover.Calls);
        Assert.Equal("work of kind job cannot be moved yet", (await host.HealthAsync("actra-pump")).Description);
    }

    [Fact]
    public async Task Items_that_always_fail_do_not_keep_others_from_their_turn()
    {
        await using var host = new TestHost();
        await host.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await DeferAsync(host, $"bad-{i}");
            host.Mover.Failing[$"bad-{i}"] = "no such queue";
        }

        await DeferAsync(host, "good");

        await Eventually.HoldsAsync(async () =>
        {
            await host.PassAsync(TimeSpan.FromSeconds(1));
            return host.Mover.Calls.Contains("return good");
        });
    }

    [Fact]
    public async Task Requests_that_wait_for_votes_are_measured()
    {
        var measured = new List<(long Count, object? Service)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Name: "actra.approvals.pending", Meter.Name: ActraTelemetry.Name })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, count, tags, _) =>
            {
                lock (measured)
                {
                    measured.Add((count, tags[0].Value));
                }
            }
        );
        listener.Start();
        await using var host = await new TestHost(options => options.ServiceName = "measured").StartAsync();
        await host.ParkAsync("measured");
        await host.ParkAsync("measured");

        await host.PassAsync(TimeSpan.FromSeconds(20));

        lock (measured)
        {
            Assert.Contains((2L, "measured"), measured);
        }
    }

    private static ValueTask DeferAsync(TestHost host, string id)
    {
        var work = new DeferredWork(
            id,
            "payments",
            WorkKind.Message,
            "refunds",
            TestHost.Envelope(id),
            host.Clock.GetUtcNow(),
            1,
            "down"
        );
        return host.Store.DeferAsync(work, CancellationToken.None);
    }

    private sealed class Broken : IWorkMover
    {
        public WorkKind Kind => WorkKind.Job;

        public bool IsReady => throw new ActraException("not even that");

        public ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct) =>
            throw new ActraException("broken");

        public ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct) =>
            throw new ActraException("broken");

        public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct) => throw new ActraException("broken");
    }
}
