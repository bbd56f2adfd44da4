using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Actra.Storage;

/// <summary>
/// Begins transactions that hold the file's write lock. SQLite's own patience is no use where another process holds it: builds without <c>usleep</c>, as the
/// bundled one for Linux, sleep a whole second before they look again. So it is asked without patience, and again soon.
/// </summary>
internal static class SqliteWriteLock
{
    // Changes nothing, and takes the lock before it finds that out.
    private const string Take = "DELETE FROM meta WHERE 0";

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    /// <exception cref="SqliteException">Others held the lock for longer than <paramref name="patience"/>.</exception>
    public static async ValueTask<SqliteTransaction> BeginAsync(
        SqliteConnection connection,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var transaction = connection.BeginTransaction(deferred: true);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var pause = First;
            while (!TryTake(connection, patience))
            {
                if (Stopwatch.GetElapsedTime(started) > patience)
                {
                    throw new SqliteException(
                        $"others have held the write lock of `{connection.DataSource}` for {patience.TotalSeconds:0} seconds",
                        raw.SQLITE_BUSY
                    );
                }

                await Task.Delay(pause, ct);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>False where another holds it, or mends what a killed process has left.</summary>
    private static bool TryTake(SqliteConnection connection, TimeSpan patience)
    {
        var handle = connection.Handle;
        raw.sqlite3_busy_timeout(handle, 0);
        var result = raw.sqlite3_exec(handle, Take);
        raw.sqlite3_busy_timeout(handle, (int)patience.TotalMilliseconds);
        if ((result & 0xFF) == raw.SQLITE_BUSY)
        {
            return false;
        }

        SqliteException.ThrowExceptionForRC(result, handle);
        return true;
    }
}
