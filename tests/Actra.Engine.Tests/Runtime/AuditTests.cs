using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class AuditTests
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData(100, "small")]
    [InlineData(2000, "mid")]
    [InlineData(6000, "big")]
    public async Task Audited_calls_run_whatever_the_answer_and_observers_see_it(int amount, string rule)
    {
        Assert.Equal(7, await _desk.Runtime().AuditAsync(new Refund("A", amount), (_, _) => Task.FromResult(7)));

        Assert.Equal(rule, Assert.Single(_desk.Seen).Decision.RuleId);
    }

    [Fact]
    public async Task A_failing_resolver_stops_no_audited_call()
    {
        var runtime = _desk.Runtime(builder =>
            builder
                .UseActorResolver((Func<ActorEvidence, Actor>)(_ => throw new InvalidOperationException("down")))
                .UseContextResolver(() => throw new InvalidOperationException("down"))
        );

        Assert.Equal(7, await runtime.AuditAsync(new Refund("A", 1), (_, _) => Task.FromResult(7)));
    }

    [Fact]
    public async Task A_payload_that_cannot_be_judged_stops_no_audited_call()
    {
        var runtime = _desk.Runtime();

        Assert.Equal(7, await runtime.AuditAsync(new Refund("A", 9007199254740993m), (_, _) => Task.FromResult(7)));
        Assert.Equal(7, await runtime.AuditAsync(new UnmarkedRefund("A", 1), (_, _) => Task.FromResult(7)));
        Assert.Equal(7, await runtime.AuditAsync<Refund, int>(null!, (_, _) => Task.FromResult(7)));
    }

    [Fact]
    public async Task A_failing_observer_stops_no_audited_call()
    {
        var runtime = _desk.Runtime(builder => builder.OnDecision(_ => throw new InvalidOperationException("no disk")));

        Assert.Equal(7, await runtime.AuditAsync(new Refund("A", 1), _ => 7));
    }

    [Fact]
    public async Task Every_kind_of_body_is_awaited()
    {
        var runtime = _desk.Runtime();
        var refund = new Refund("A", 6000);
        var done = 0;

        Assert.Equal(2, await runtime.AuditAsync(refund, (_, _) => ValueTask.FromResult(2)));
        await runtime.AuditAsync(refund, (_, _) => Later());
        await runtime.AuditAsync(refund, (_, _) => new ValueTask(Later()));

        Assert.Equal(2, done);

        async Task Later()
        {
            await Task.Yield();
            done++;
        }
    }

    [Fact]
    public async Task What_the_body_throws_reaches_the_caller() =>
        await Assert.ThrowsAsync<TimeoutException>(() =>
            _desk
                .Runtime()
                .AuditAsync(new Refund("A", 1), (_, _) => Task.FromException<bool>(new TimeoutException("bank")))
        );
}
