using Actra.Audit;
using Actra.Testing;

namespace Actra.Engine.Tests.Audit;

public sealed class InMemoryAuditLogTests : AuditLogSpecification
{
    protected override ValueTask<IAuditLog> CreateAsync() => ValueTask.FromResult<IAuditLog>(new InMemoryAuditLog());
}
