using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>A specification that is skipped where no PostgreSQL is there.</summary>
internal sealed class RequiresPostgresAttribute : SkipSpecificationAttribute
{
    public override string? Reason => new RequiresServerFactAttribute(Servers.PostgreSql).Skip;
}
