using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;

namespace Actra.Engine.Tests.Guard;

/// <summary>Claims whose store or log does not answer.</summary>
public class LeaseEndTests
{
    private readonly GuardWorld _world = new();

    [Fact]
    public async Task A_claim_is_lost_when_it_ends_though_its_renewal_still_hangs()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        await using var lease = (await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id))).Lease!;
        var never = new TaskCompletionSource();
        _world.Store.Hang = never.Task;

        for (var i = 0; i < 61; i++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.True(lease.Lost.IsCancellationRequested);
        never.SetResult();
    }

    [Fact]
    public async Task A_claim_that_cannot_be_recorded_is_given_back()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        var log = new FailingLog(record => record.Detail == "released -> executing");
        var guard = new ActionGuard(
            _world.Guard.Options,
            _world.Policies,
            _world.Resolvers,
            _world.Store,
            new AuditWriter(log),
            clock: _world.Clock
        );

        var admission = await guard.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id), CancellationToken.None);

        Assert.Equal(AdmissionKind.Defer, admission.Kind);
        Assert.Equal(ApprovalState.Released, await _world.StateAsync(request.Id));
    }

    private sealed class FailingLog(Func<AuditEntry, bool> fails) : IAuditLog
    {
        public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
            entries.Any(fails) ? throw new IOException("the log is full") : ValueTask.CompletedTask;

        public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
            throw new NotSupportedException();
    }
}
