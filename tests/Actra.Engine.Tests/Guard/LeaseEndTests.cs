using Actra.Approvals;

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
}
