using Actra.Model;
using Actra.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>How a host keeps approvals in a database. Records are never left to the caller: a crash would lose them.</summary>
internal static class StoreKeeping
{
    /// <param name="services">The host's services.</param>
    /// <param name="sameDatabase">True where the decision log is in the same database.</param>
    public static ApprovalStoreOptions Of(IServiceProvider services, bool sameDatabase) =>
        new()
        {
            // First of all: where options or keys cannot be used, it says so with all other problems.
            EncryptsWork = services.GetRequiredService<ActraOptions>().EncryptWork,
            Records = sameDatabase ? StoredRecords.SameDatabase : StoredRecords.Outbox,
            KeepsNotices = HostNotifiers.AreThere(services),
            Keys = services.GetService<ActraKeyRing>(),
        };
}
