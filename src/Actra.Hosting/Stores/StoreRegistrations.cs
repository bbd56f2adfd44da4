using Actra.Approvals;
using Actra.Audit;
using Actra.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>Where a host keeps approvals and its decision log. Paths are taken from the content root.</summary>
internal static class StoreRegistrations
{
    public const string DefaultFile = "actra.db";

    public static ServiceDescriptor SqliteApprovals(string path) =>
        ServiceDescriptor.Singleton<IApprovalStore>(services =>
        {
            var database = Open(services, path);
            var sameFile =
                services.GetRequiredService<IAuditLog>() is SqliteAuditLog log
                && ReferenceEquals(log.Database, database);
            return new SqliteApprovalStore(
                database,
                services.GetRequiredService<TimeProvider>(),
                StoreKeeping.Of(services, sameFile)
            );
        });

    public static ServiceDescriptor SqliteAuditLog(string path) =>
        ServiceDescriptor.Singleton<IAuditLog>(services => new SqliteAuditLog(Open(services, path)));

    public static ServiceDescriptor ApprovalsInMemory() =>
        ServiceDescriptor.Singleton<IApprovalStore>(services => new InMemoryApprovalStore(
            services.GetRequiredService<TimeProvider>(),
            HostNotifiers.AreThere(services)
        ));

    public static ServiceDescriptor AuditLogInMemory() => ServiceDescriptor.Singleton<IAuditLog, InMemoryAuditLog>();

    private static SqliteDatabase Open(IServiceProvider services, string path) =>
        services.GetRequiredService<SqliteFiles>().Open(Path.GetFullPath(path, HostNames.ContentRoot(services)));
}
