using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>Keeps approvals and the decision log in one SQLite file, so that every change and its record are one transaction.</summary>
    /// <param name="path">The file, from the content root; made where there is none.</param>
    public ActraBuilder UseSqlite(string path) => UseSqliteAuditLog(path).UseSqliteApprovals(path);

    /// <summary>Keeps approvals in a SQLite file.</summary>
    /// <param name="path">The file, from the content root; made where there is none.</param>
    public ActraBuilder UseSqliteApprovals(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Services.Replace(StoreRegistrations.SqliteApprovals(path));
        return this;
    }

    /// <summary>Keeps the decision log in a SQLite file.</summary>
    /// <param name="path">The file, from the content root; made where there is none.</param>
    public ActraBuilder UseSqliteAuditLog(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Services.Replace(StoreRegistrations.SqliteAuditLog(path));
        return this;
    }

    /// <summary>Keeps approvals and the decision log in this process's memory: for tests and trials, a restart forgets both.</summary>
    public ActraBuilder UseInMemory()
    {
        Services.Replace(StoreRegistrations.ApprovalsInMemory());
        Services.Replace(StoreRegistrations.AuditLogInMemory());
        return this;
    }
}
