using Actra.Audit;
using Actra.Guard;
using Microsoft.Extensions.Logging;

namespace Actra.Engine.Tests.Guard;

/// <summary>Past a limit, new work that needs approval is blocked, loudly; what needs none runs.</summary>
public sealed class BacklogTests
{
    private readonly GuardWorld _world = new();

    [Theory]
    [InlineData("service")]
    [InlineData("requester")]
    [InlineData("bytes")]
    [InlineData("age")]
    public async Task Past_a_limit_work_is_blocked_and_operators_are_told(string limit)
    {
        var limits = _world.Guard.Options.Limits;
        switch (limit)
        {
            case "service":
                limits.PendingPerService = 2;
                break;
            case "requester":
                limits.PendingPerRequester = 2;
                break;
            case "bytes":
                limits.Bytes = 2;
                break;
            default:
                limits.OldestPending = TimeSpan.FromMinutes(30);
                break;
        }

        await _world.ParkAsync(GuardWorld.Refund(5000, "m-1"));
        await _world.ParkAsync(GuardWorld.Refund(5000, "m-2"));
        _world.Clock.Advance(TimeSpan.FromMinutes(30));

        var blocked = await _world.AdmitAsync(GuardWorld.Refund(5000, "m-3"));

        Assert.Equal((AdmissionKind.Fault, AdmissionCodes.ApprovalBacklog), (blocked.Kind, blocked.Code));
        Assert.Null(blocked.Approval);
        Assert.Contains(_world.Said.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("payments"));
        Assert.Contains(
            await _world.RecordsAsync(),
            record => record is { Kind: AuditKind.Faulted, Detail: AdmissionCodes.ApprovalBacklog, WorkId: "m-3" }
        );
        Assert.Equal(AdmissionKind.Run, (await _world.AdmitAsync(GuardWorld.Refund(10, "m-4"))).Kind);
        var known = await _world.AdmitAsync(GuardWorld.Refund(5000, "m-1"));
        Assert.Equal(AdmissionKind.Park, known.Kind);
        var other = await _world.AdmitAsync(GuardWorld.Refund(5000, "m-5", GuardWorld.Alice with { Id = "bob" }));
        Assert.Equal(limit == "requester" ? AdmissionKind.Park : AdmissionKind.Fault, other.Kind);
    }

    [Fact]
    public async Task Work_waits_again_when_there_is_room()
    {
        _world.Guard.Options.Limits.PendingPerService = 1;
        var request = await _world.ParkAsync(GuardWorld.Refund(5000, "m-1"));
        Assert.Equal(AdmissionKind.Fault, (await _world.AdmitAsync(GuardWorld.Refund(5000, "m-2"))).Kind);
        await _world.ApproveAndReleaseAsync(request);
        Assert.Equal(AdmissionKind.Park, (await _world.AdmitAsync(GuardWorld.Refund(5000, "m-2"))).Kind);
    }

    [Fact]
    public async Task Far_below_the_limits_the_store_is_asked_once_a_second()
    {
        for (var i = 0; i < 20; i++)
        {
            await _world.ParkAsync(GuardWorld.Refund(5000, $"m-{i}"));
        }

        Assert.Equal(1, _world.Store.Counted);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        await _world.ParkAsync(GuardWorld.Refund(5000, "m-20"));
        Assert.Equal(2, _world.Store.Counted);
    }

    [Fact]
    public async Task From_half_way_to_a_limit_on_the_store_is_asked_each_time_so_that_none_is_passed()
    {
        _world.Guard.Options.Limits.PendingPerRequester = 10;
        for (var i = 0; i < 10; i++)
        {
            await _world.ParkAsync(GuardWorld.Refund(5000, $"m-{i}"));
        }

        Assert.Equal(AdmissionCodes.ApprovalBacklog, (await _world.AdmitAsync(GuardWorld.Refund(5000, "m-10"))).Code);
        Assert.InRange(_world.Store.Counted, 5, 9);
    }

    [Fact]
    public async Task A_store_that_cannot_count_defers_the_work()
    {
        _world.Store.CannotCount = true;
        Assert.Equal(AdmissionKind.Defer, (await _world.AdmitAsync(GuardWorld.Refund(5000))).Kind);
    }

    [Fact]
    public void A_limit_of_nothing_is_refused_at_start()
    {
        var options = new GuardOptions { ServiceName = "payments" };
        options.Limits.Bytes = 0;
        Assert.Contains("limit", Assert.Throws<ArgumentException>(options.Validate).Message);
        options.Limits.Bytes = 1;
        options.Limits.OldestPending = TimeSpan.Zero;
        Assert.Contains("limit", Assert.Throws<ArgumentException>(options.Validate).Message);
    }
}
