using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>
/// One SQLite file that holds approvals and the decision log, shared by as many threads and processes as like, on one machine. It runs in WAL mode with
/// <c>synchronous=FULL</c>: what was committed survives a loss of power; and with <c>secure_delete=ON</c>: what was deleted is overwritten. Thread-safe.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writing = new(1, 1);

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    private SqliteDatabase(string path, DatabaseAccess access)
    {
        Path = path;
        _connectionString = access.Connection(path, BusyTimeout);
        _writer = Connect();
        try
        {
            StoreId =
                access == DatabaseAccess.Own
                    ? SqliteMigrations.Run(_writer, BusyTimeout)
                    : SqliteMigrations.Look(_writer);
        }
        catch
        {
            _writer.Dispose();
            SqliteConnection.ClearPool(_writer);
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The store's own id, made when the file was made.</summary>
    public string StoreId { get; }

    /// <summary>Opens a file; creates and migrates it where that is needed, also while other processes do the same.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <exception cref="Model.ActraException">The file is of a newer version, or belongs to another program.</exception>
    public static SqliteDatabase Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        return new SqliteDatabase(full, DatabaseAccess.Own);
    }

    /// <summary>Opens a file that a host has made, as it is: for tools, also while the host runs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readOnly">True where nothing is to be written.</param>
    /// <exception cref="Model.ActraException">There is no such file, it is of another version, or belongs to another program.</exception>
    public static SqliteDatabase OpenExisting(string path, bool readOnly)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = System.IO.Path.GetFullPath(path);
        return File.Exists(full)
            ? new SqliteDatabase(full, readOnly ? DatabaseAccess.Read : DatabaseAccess.Write)
            : throw new Model.ActraException($"there is no file `{path}`");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        SqliteConnection.ClearPool(_writer);
        _writing.Dispose();
    }

    /// <summary>Runs a unit of work in a transaction that holds the file's write lock from its beginning. What throws has changed nothing.</summary>
    internal async ValueTask<T> WriteAsync<T>(Func<SqliteTransaction, T> work, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            await using var transaction = await SqliteWriteLock.BeginAsync(_writer, BusyTimeout, ct);
            SqliteMigrations.Recheck(_writer, transaction);
            var result = work(transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs a query that sees one state of the file.</summary>
    internal ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> query, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var connection = Connect();
        SqliteMigrations.Recheck(connection);
        return ValueTask.FromResult(query(connection));
    }

    [SuppressMessage("Security", "CA2100", Justification = "The only number in the text is a constant.")]
    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            var milliseconds = BusyTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
            connection.Execute(
                $"PRAGMA busy_timeout={milliseconds}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
