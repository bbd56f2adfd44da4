using Actra.Model;
using Actra.Storage;

namespace Actra.Hosting;

/// <summary>The SQLite files of a host, each opened once however many parts of it use one; closed with the host.</summary>
internal sealed class SqliteFiles : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SqliteDatabase> _open = new(StringComparer.Ordinal);

    /// <exception cref="ActraException">The file cannot be opened.</exception>
    public SqliteDatabase Open(string path)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(path, out var database))
            {
                database = OpenNew(path);
                _open.Add(path, database);
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

    private static SqliteDatabase OpenNew(string path)
    {
        try
        {
            return SqliteDatabase.Open(path);
        }
        catch (Exception e)
        {
            throw new ActraException($"the SQLite file `{path}` cannot be opened: {e.Message}", e);
        }
    }
}
