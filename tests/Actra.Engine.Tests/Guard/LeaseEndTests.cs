using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Resolution;
using Microsoft.Extensions.Logging;

namespace Actra.Engine.Tests.Guard;

/// <summary>Claims whose store or log does not answer.</summary>
public class LeaseEndTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GuardWorld _world = new();

    [Fact]
    public async Task A_claim_is_lost_when_it_ends_though_its_renewal_still_hangs()
    {
        await using var lease = await ClaimAsync();
        var never = new TaskCompletionSource();
        _world.Store.Hang = never.Task;
        var lost = LostAsync(lease);

        _world.Clock.Advance(20 * Second);
        await _world.Store.Hanging.Task.WaitAsync(Patience);
        _world.Clock.Advance(40 * Second - TimeSpan.FromTicks(1));
        Assert.False(lease.Lost.IsCancellationRequested);
        _world.Clock.Advance(TimeSpan.FromTicks(1));

        await lost.WaitAsync(Patience);
        never.SetResult();
    }

    [Fact]
    public async Task A_store_that_is_away_when_the_handler_ends_is_asked_until_it_answers()
    {
        await using var lease = await ClaimAsync();
        var end = _world.Clock.GetUtcNow() + 60 * Second;
        _world.Store.Down = true;
        var ended = lease.CompleteAsync();
        await AdvanceAsync(ended, end - 2 * Second);
        Assert.False(ended.IsCompleted);
        Assert.InRange(
            _world.Said.Lines.Count(line => line.Text.Contains("tried again", StringComparison.Ordinal)),
            4,
            20
        );

        _world.Store.Down = false;
        await AdvanceAsync(ended, end);

        Assert.True(await ended.WaitAsync(Patience));
        Assert.Equal(ApprovalState.Executed, await _world.StateAsync(lease.Request.Id));
    }

    [Fact]
    public async Task A_store_that_is_away_until_the_lease_is_over_leaves_the_claim_to_run_out()
    {
        await using var lease = await ClaimAsync();
        var end = _world.Clock.GetUtcNow() + 60 * Second;
        _world.Store.Down = true;
        var ended = lease.CompleteAsync();

        await AdvanceAsync(ended, end);

        Assert.False(await ended.WaitAsync(Patience));
        Assert.Equal(end, _world.Clock.GetUtcNow());
        Assert.Contains(
            _world.Said.Lines,
            line => line.Level == LogLevel.Error && line.Text.Contains("lease will run out")
        );
        _world.Store.Down = false;
        Assert.Equal(ApprovalState.Executing, await _world.StateAsync(lease.Request.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_end_whose_answer_was_lost_has_happened(bool returned)
    {
        await using var lease = await ClaimAsync();
        _world.Store.AnswersLost = 1;
        var ended = returned ? lease.CompleteAsync() : lease.FailAsync("it broke");

        await AdvanceAsync(ended, _world.Clock.GetUtcNow() + 30 * Second);

        Assert.True(await ended.WaitAsync(Patience));
        Assert.Equal(
            returned ? ApprovalState.Executed : ApprovalState.Failed,
            await _world.StateAsync(lease.Request.Id)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_throws_when_it_is_told_to_stop_harms_nobody_else(bool answers)
    {
        var lease = await ClaimAsync();
        var lost = LostAsync(lease);
        lease.Lost.Register(() => throw new InvalidOperationException("I do not stop"));
        _world.Store.Down = !answers;
        if (answers)
        {
            // Somebody else has ended it: the renewal is refused.
            var complete = new ApprovalCommand.Complete(lease.Request.FencingToken);
            await _world.Store.ChangeAsync(lease.Request.Id, complete, CancellationToken.None);
        }

        while (!lost.IsCompleted)
        {
            _world.Clock.Advance(Second);
            await Task.Yield();
        }

        await lease.DisposeAsync();
        Assert.Contains(_world.Said.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("told to stop"));
    }

    [Fact]
    public async Task Work_that_its_pipeline_delivers_later_is_put_back_until_then()
    {
        await using var lease = await ClaimAsync();
        var later = _world.Clock.GetUtcNow() + TimeSpan.FromMinutes(30);

        Assert.True(await lease.PutBackAsync(later));

        var request = await _world.Store.GetAsync(lease.Request.Id, CancellationToken.None);
        Assert.Equal((ApprovalState.Released, later), (request!.State, request.ReleasedAt));
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

    private async Task<ApprovalLease> ClaimAsync()
    {
        var request = await _world.ParkAsync(GuardWorld.Refund(5000));
        await _world.ApproveAndReleaseAsync(request);
        return (await _world.AdmitAsync(GuardWorld.Refund(5000, hint: request.Id))).Lease!;
    }

    private static Task LostAsync(ApprovalLease lease)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.Lost.Register(lost.SetResult);
        return lost.Task;
    }

    /// <summary>Lets time pass by the second once the first try has failed, each time when somebody waits for it.</summary>
    private async Task AdvanceAsync(Task ended, DateTimeOffset until)
    {
        await _world.Store.Failing.Task.WaitAsync(Patience);
        while (!ended.IsCompleted && _world.Clock.GetUtcNow() < until)
        {
            await Task.WhenAny(ended, _world.Clock.TimersAsync(1)).WaitAsync(Patience);
            if (!ended.IsCompleted)
            {
                _world.Clock.Advance(Second);
            }
        }
    }

    private sealed class FailingLog(Func<AuditEntry, bool> fails) : IAuditLog
    {
        public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
            entries.Any(fails) ? throw new IOException("the log is full") : ValueTask.CompletedTask;

        public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
            throw new NotSupportedException();
    }
}
