using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Actra.Approvals;
using Actra.Model;

namespace Actra.Engine.Tests.Guard;

/// <summary>Names of traces and metrics are a contract with dashboards.</summary>
public class TelemetryTests
{
    private readonly GuardWorld _world = new();

    [Fact]
    public async Task A_decision_is_an_activity_with_its_rule_and_outcome()
    {
        var seen = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Actra",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var mine = new Activity("test").Start();

        await _world.AdmitAsync(GuardWorld.Refund(10));

        var activity = Assert.Single(seen, activity => activity.TraceId == mine.TraceId);
        Assert.Equal("actra.admit", activity.OperationName);
        Assert.Equal("small", activity.GetTagItem("actra.rule"));
        Assert.Equal("run", activity.GetTagItem("actra.outcome"));
        Assert.Equal(_world.Policies.Current.Hash, activity.GetTagItem("actra.policy_hash"));
    }

    [Fact]
    public async Task Decisions_admissions_and_votes_are_counted()
    {
        var counted = new ConcurrentBag<(string Name, string Tags)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Actra")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) =>
                counted.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))))
        );
        listener.Start();

        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.Approvals.DenyAsync(request.Id, new Approver("frank", ["finance"]), request.ShownDigest);

        Assert.Contains(("actra.decisions", "kind=message action=refund effect=require_approval"), counted);
        Assert.Contains(("actra.admissions", "kind=message outcome=park code=approval_pending"), counted);
        Assert.Contains(("actra.votes", "outcome=denied"), counted);
    }

    [Fact]
    public void The_name_of_source_and_meter_is_Actra()
    {
        Assert.Equal("Actra", ActraTelemetry.Source.Name);
        Assert.Equal("Actra", ActraTelemetry.Meter.Name);
    }
}
