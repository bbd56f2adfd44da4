using Actra.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>
    /// Keeps approvals and the decision log in one PostgreSQL schema, so that every change and its record are one transaction, for hosts on any number of
    /// machines.
    /// </summary>
    /// <param name="connectionString">The database, as Npgsql writes it.</param>
    /// <param name="schema">The schema; made where there is none.</param>
    public ActraBuilder UsePostgres(string connectionString, string schema = PostgresDatabase.DefaultSchema) =>
        UsePostgresAuditLog(connectionString, schema).UsePostgresApprovals(connectionString, schema);

    /// <summary>Keeps approvals in a PostgreSQL schema.</summary>
    /// <param name="connectionString">The database, as Npgsql writes it.</param>
    /// <param name="schema">The schema; made where there is none.</param>
    public ActraBuilder UsePostgresApprovals(string connectionString, string schema = PostgresDatabase.DefaultSchema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(schema);
        Services.Replace(PostgresRegistrations.Approvals(connectionString, schema));
        return this;
    }

    /// <summary>Keeps the decision log in a PostgreSQL schema.</summary>
    /// <param name="connectionString">The database, as Npgsql writes it.</param>
    /// <param name="schema">The schema; made where there is none.</param>
    public ActraBuilder UsePostgresAuditLog(string connectionString, string schema = PostgresDatabase.DefaultSchema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(schema);
        Services.Replace(PostgresRegistrations.AuditLog(connectionString, schema));
        return this;
    }
}
