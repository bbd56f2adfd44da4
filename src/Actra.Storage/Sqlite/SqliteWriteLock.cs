using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Actra.Storage;

/// <summary>
/// Begins transactions that hold the file's write lock. SQLite's own patience is no use where another process holds it: builds without <c>usleep</c>, as the
/// bundled one for Linux, sleep a whole second before they look again. So it is asked without patience, and again soon.
/// </summary>
internal sealed class SqliteWriteLock
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private readonly SqliteTransaction _transaction;
    private readonly SqliteConnection _connection;
    private readonly TimeSpan _patience;
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _pause = TimeSpan.FromMilliseconds(1);

    private SqliteWriteLock(SqliteConnection connection, TimeSpan patience)
    {
        (_connection, _patience) = (connection, patience);

        // It says BEGIN by itself, and would wait for the lock there: so that is ended, and begun anew underneath it.
        _transaction = connection.BeginTransaction(deferred: true);
        Execute("COMMIT");
    }

    /// <exception cref="SqliteException">Others held the lock for longer than <paramref name="patience"/>.</exception>
    public static async ValueTask<SqliteTransaction> BeginAsync(
        SqliteConnection connection,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var taking = new SqliteWriteLock(connection, patience);
        try
        {
            while (!taking.TryTake())
            {
                await Task.Delay(taking.NextPause(), ct);
            }

            return taking._transaction;
        }
        catch
        {
            taking.GiveUp();
            throw;
        }
    }

    /// <summary>As <see cref="BeginAsync"/>, for those who cannot await.</summary>
    public static SqliteTransaction Begin(SqliteConnection connection, TimeSpan patience)
    {
        var taking = new SqliteWriteLock(connection, patience);
        try
        {
            while (!taking.TryTake())
            {
                Thread.Sleep(taking.NextPause());
            }

            return taking._transaction;
        }
        catch
        {
            taking.GiveUp();
            throw;
        }
    }

    /// <summary>False where another holds it, or mends what a killed process has left.</summary>
    private bool TryTake()
    {
        raw.sqlite3_busy_timeout(_connection.Handle, 0);
        var result = raw.sqlite3_exec(_connection.Handle, "BEGIN IMMEDIATE");
        raw.sqlite3_busy_timeout(_connection.Handle, (int)_patience.TotalMilliseconds);
        if ((result & 0xFF) == raw.SQLITE_BUSY)
        {
            return false;
        }

        SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        return true;
    }

    private TimeSpan NextPause()
    {
        if (Stopwatch.GetElapsedTime(_started) > _patience)
        {
            throw new SqliteException(
                $"others have held the write lock of `{_connection.DataSource}` for {_patience.TotalSeconds:0} seconds",
                raw.SQLITE_BUSY
            );
        }

        var pause = _pause;
        _pause = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }

    private void GiveUp()
    {
        Execute("BEGIN");
        _transaction.Dispose();
    }

    private void Execute(string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);
}
