using Actra.Model;
using Actra.Storage;

namespace Actra.Hosting;

/// <summary>The PostgreSQL schemas of a host, each opened once however many parts of it use one; closed with the host.</summary>
internal sealed class PostgresDatabases : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string ConnectionString, string Schema), PostgresDatabase> _open = [];

    /// <exception cref="ActraException">The schema cannot be opened.</exception>
    public PostgresDatabase Open(string connectionString, string schema)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue((connectionString, schema), out var database))
            {
                database = OpenNew(connectionString, schema);
                _open.Add((connectionString, schema), database);
            }

            return database;
        }
    }

    public void Dispose()
    {
        foreach (var database in _open.Values)
        {
            database.Dispose();
        }
    }

    private static PostgresDatabase OpenNew(string connectionString, string schema)
    {
        try
        {
            return PostgresDatabase.Open(connectionString, schema);
        }
        catch (Exception e)
        {
            throw new ActraException($"the PostgreSQL schema `{schema}` cannot be opened: {e.Message}", e);
        }
    }
}
