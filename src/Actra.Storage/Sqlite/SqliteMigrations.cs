using Actra.Model;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Brings a file to the present version, step by step, under the write lock.</summary>
internal static class SqliteMigrations
{
    /// <summary>Marks the file as one of ours: <c>ACTR</c>.</summary>
    private const long ApplicationId = 0x41435452;

    /// <summary>Times are UTC ticks. A document holds the whole request or entry; columns beside it are what queries look for.</summary>
    private const string First = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE requests (
            number      INTEGER PRIMARY KEY AUTOINCREMENT,
            id          TEXT NOT NULL UNIQUE,
            work_key    TEXT NOT NULL,
            generation  INTEGER NOT NULL,
            service     TEXT NOT NULL,
            kind        INTEGER NOT NULL,
            endpoint    TEXT NOT NULL,
            actions     TEXT NOT NULL,
            state       INTEGER NOT NULL,
            version     INTEGER NOT NULL,
            created_at  INTEGER NOT NULL,
            changed_at  INTEGER NOT NULL,
            approved_at INTEGER,
            released_at INTEGER,
            due_at      INTEGER,
            document    TEXT NOT NULL,
            UNIQUE (work_key, generation)
        );
        CREATE INDEX requests_newest ON requests (created_at, number);
        CREATE INDEX requests_state ON requests (service, state, kind, approved_at);
        CREATE INDEX requests_due ON requests (service, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX requests_released ON requests (service, released_at) WHERE state = 3;

        CREATE TABLE envelopes (
            approval_id  TEXT PRIMARY KEY REFERENCES requests (id),
            content_type TEXT NOT NULL,
            headers      TEXT NOT NULL,
            body         BLOB NOT NULL
        );

        CREATE TABLE outbox (
            approval_id TEXT PRIMARY KEY REFERENCES requests (id),
            service     TEXT NOT NULL,
            kind        INTEGER NOT NULL,
            created_at  INTEGER NOT NULL,
            done        INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX outbox_pending ON outbox (service, kind, created_at) WHERE done = 0;

        CREATE TABLE deferred (
            number   INTEGER PRIMARY KEY AUTOINCREMENT,
            key      TEXT NOT NULL UNIQUE,
            service  TEXT NOT NULL,
            kind     INTEGER NOT NULL,
            due_at   INTEGER NOT NULL,
            document TEXT NOT NULL,
            body     BLOB NOT NULL
        );
        CREATE INDEX deferred_due ON deferred (service, kind, due_at);

        CREATE TABLE records (
            sequence INTEGER PRIMARY KEY,
            entry    TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash     TEXT NOT NULL
        );
        """;

    private static readonly Action<SqliteTransaction>[] Steps =
    [
        transaction => transaction.Run(First),
        transaction => transaction.Run(SqliteAuditHeads.Table),
        transaction => transaction.Run(SqliteVoteInbox.Table),
        SqliteFinding.Run,
        transaction => transaction.Run(SqliteAuditCuts.Table),
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Latest => Steps.Length;

    /// <summary>Migrates, and returns the store's id.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="patience">How long others may write into it before this is an error.</param>
    public static string Run(SqliteConnection connection, TimeSpan patience)
    {
        // A foreign file is refused before anything is written to it; in a transaction, so that all is read of one moment while others migrate.
        using (var look = connection.BeginTransaction(deferred: true))
        {
            Check(connection, look);
        }

        connection.ExecuteScalar<string>("PRAGMA journal_mode=WAL");
        using var transaction = SqliteWriteLock.Begin(connection, patience);
        var version = Check(connection, transaction);
        for (; version < Latest; version++)
        {
            Steps[version](transaction);
        }

        connection.Execute(
            $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Latest}",
            transaction: transaction
        );
        connection.Execute(
            "INSERT OR IGNORE INTO meta VALUES ('store_id', @id)",
            new { id = Guid.NewGuid().ToString("N") },
            transaction
        );
        var id = connection.ExecuteScalar<string>(
            "SELECT value FROM meta WHERE name = 'store_id'",
            transaction: transaction
        );
        transaction.Commit();
        return id!;
    }

    /// <summary>Returns the store's id of a file that is to be left as it is.</summary>
    public static string Look(SqliteConnection connection)
    {
        using var look = connection.BeginTransaction(deferred: true);
        var version = Check(connection, look);
        return version == Latest
            ? connection.ExecuteScalar<string>("SELECT value FROM meta WHERE name = 'store_id'", transaction: look)!
            : throw new ActraException(
                $"`{connection.DataSource}` is of database version {version}, and this program knows {Latest}: a host that opens it brings it there"
            );
    }

    /// <summary>Refuses a file that a newer program has migrated since it was opened.</summary>
    public static void Recheck(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        if (version != Latest)
        {
            throw new ActraException(
                $"`{connection.DataSource}` has become database version {version}, and this program knows {Latest}: start it again in the version of the other hosts"
            );
        }
    }

    private static int Check(SqliteConnection connection, SqliteTransaction transaction)
    {
        var file = connection.DataSource;
        var application = connection.ExecuteScalar<long>("PRAGMA application_id", transaction: transaction);
        var version = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        var tables = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master", transaction: transaction);
        if (application != ApplicationId && (application != 0 || version != 0 || tables != 0))
        {
            throw new ActraException($"`{file}` is a database of another program");
        }

        return version <= Latest
            ? version
            : throw new ActraException(
                $"`{file}` was written by a newer version of Actra (database version {version}; this one knows {Latest}): use that version, or another file"
            );
    }
}
