using Actra.Approvals;
using Actra.Audit;
using Actra.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>Approvals and decision log of a host in PostgreSQL.</summary>
internal static class PostgresRegistrations
{
    public static ServiceDescriptor Approvals(string connectionString, string schema) =>
        ServiceDescriptor.Singleton<IApprovalStore>(services =>
        {
            var database = Open(services, connectionString, schema);
            var sameSchema =
                services.GetRequiredService<IAuditLog>() is PostgresAuditLog log
                && ReferenceEquals(log.Database, database);
            return new PostgresApprovalStore(
                database,
                services.GetRequiredService<TimeProvider>(),
                StoreKeeping.Of(services, sameSchema)
            );
        });

    public static ServiceDescriptor AuditLog(string connectionString, string schema) =>
        ServiceDescriptor.Singleton<IAuditLog>(services => new PostgresAuditLog(
            Open(services, connectionString, schema)
        ));

    private static PostgresDatabase Open(IServiceProvider services, string connectionString, string schema) =>
        services.GetRequiredService<PostgresDatabases>().Open(connectionString, schema);
}
