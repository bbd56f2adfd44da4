using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

public sealed class InMemoryNoticeOutboxTests : NoticeOutboxSpecification
{
    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock, bool keepsNotices) =>
        ValueTask.FromResult<IApprovalStore>(new InMemoryApprovalStore(clock, keepsNotices));
}
