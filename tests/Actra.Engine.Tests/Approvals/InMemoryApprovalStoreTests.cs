using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

public sealed class InMemoryApprovalStoreTests : ApprovalStoreSpecification
{
    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock) =>
        ValueTask.FromResult<IApprovalStore>(new InMemoryApprovalStore(clock));
}
