using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

public sealed class InMemoryVoteInboxTests : VoteInboxSpecification
{
    protected override ValueTask<IVoteInbox> CreateAsync() =>
        ValueTask.FromResult(new InMemoryApprovalStore(TimeProvider.System).Votes!);
}
