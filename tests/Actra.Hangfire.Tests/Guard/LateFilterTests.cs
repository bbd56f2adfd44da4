using Actra.Approvals;
using Actra.Hangfire.Tests.Facts;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Guard;

public sealed class LateFilterTests
{
    [Fact]
    public async Task A_claim_is_given_back_where_a_later_filter_does_not_let_the_job_run()
    {
        using var world = new GuardedWorld(
            filters: new ElectFilter(
                context =>
                {
                    if (context.CandidateState is ProcessingState)
                    {
                        context.CandidateState = new DeletedState();
                    }
                },
                order: 2000
            )
        );
        var id = await world.ParkedAsync();
        await world.StartPumpAsync();
        await world.ApproveAsync(id);
        await world.World.Reaches(id, "Deleted");

        var request = (await world.Get<IApprovals>().ListAsync()).Single();
        Assert.Equal(ApprovalState.Released, request.State);
    }
}
