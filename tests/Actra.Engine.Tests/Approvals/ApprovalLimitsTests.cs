using Actra.Approvals;

namespace Actra.Engine.Tests.Approvals;

public sealed class ApprovalLimitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ApprovalLimits _limits = new()
    {
        PendingPerService = 10,
        PendingPerRequester = 3,
        Bytes = 1000,
        OldestPending = TimeSpan.FromHours(1),
    };

    [Fact]
    public void Each_limit_is_reached_where_it_says_and_names_itself()
    {
        var below = new ApprovalBacklog(9, 2, 999, Now - TimeSpan.FromMinutes(59));
        Assert.Null(_limits.Exceeded(below, Now));
        Assert.Contains("10 requests of this service", _limits.Exceeded(below with { Pending = 10 }, Now));
        Assert.Contains("3 requests of this requester", _limits.Exceeded(below with { PendingOfRequester = 3 }, Now));
        Assert.Contains("1000 bytes", _limits.Exceeded(below with { Bytes = 1000 }, Now));
        var old = below with { Oldest = Now - TimeSpan.FromHours(1) };
        Assert.Contains("since 2026-01-02 02:04:05Z", _limits.Exceeded(old, Now));
    }

    [Fact]
    public void Nothing_waits_for_ever_unless_a_limit_of_age_is_set()
    {
        _limits.OldestPending = null;
        Assert.Null(_limits.Exceeded(ApprovalBacklog.Empty with { Oldest = Now - TimeSpan.FromDays(99) }, Now));
        _limits.OldestPending = TimeSpan.FromHours(1);
        Assert.Null(_limits.Exceeded(ApprovalBacklog.Empty, Now));
    }
}
