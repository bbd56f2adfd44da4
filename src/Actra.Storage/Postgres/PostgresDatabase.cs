using System.Data;
using Actra.Model;
using Npgsql;

namespace Actra.Storage;

/// <summary>
/// A schema in a PostgreSQL database that holds approvals and the decision log, shared by as many hosts as like, on as many machines. Works with pools between
/// host and server that hand a connection on after each transaction. Takes no part in a caller's <c>TransactionScope</c>: what is recorded stays recorded.
/// Thread-safe.
/// </summary>
public sealed class PostgresDatabase : IDisposable
{
    /// <summary>The schema where none is named: <c>actra</c>.</summary>
    public const string DefaultSchema = "actra";

    /// <summary>How often a connection that only listens asks whether the server is still there, in seconds.</summary>
    private const int ListenerKeepAlive = 30;

    private static readonly TimeSpan RestBetweenCommits = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _source;
    private readonly string _listening;
    private readonly DatabaseAccess _access;

    private PostgresDatabase(string connectionString, string schema, DatabaseAccess access)
    {
        _access = access;
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false };
        settings.ApplicationName ??= "actra";
        Name = $"{settings.Database ?? settings.Username}/{schema} on {settings.Host}";
        Schema = schema;
        _source = NpgsqlDataSource.Create(settings);
        _listening = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            KeepAlive = settings.KeepAlive > 0 ? settings.KeepAlive : ListenerKeepAlive,
        }.ConnectionString;
        Chaining = new PostgresBackground(
            () => PostgresChain.DrainAsync(this, CancellationToken.None),
            RestBetweenCommits
        );
        Wake = new PostgresWake(this);
        try
        {
            using var connection = _source.OpenConnection();
            var migrations = new PostgresMigrations(connection, schema, Name);
            StoreId = access switch
            {
                DatabaseAccess.Own => migrations.Run(),
                _ => migrations.Look(durable: access == DatabaseAccess.Write),
            };
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    /// <summary>Database, schema and host, for people; without user and password.</summary>
    public string Name { get; }

    /// <summary>The schema.</summary>
    public string Schema { get; }

    /// <summary>The store's own id, made when the schema was filled.</summary>
    public string StoreId { get; }

    /// <summary>Tells this handle's claims on rows from those of others.</summary>
    internal string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Chains what changes have left, many records per commit.</summary>
    internal PostgresBackground Chaining { get; }

    /// <summary>Tells pumps, and hears who tells them.</summary>
    internal PostgresWake Wake { get; }

    /// <summary>True where nothing is to be written.</summary>
    internal bool IsReadOnly => _access == DatabaseAccess.Read;

    /// <summary>How long a host that holds a lock may be silent: then the server ends its transaction, so that a frozen host does not stop all others.</summary>
    internal TimeSpan LongestSilence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Opens a schema; creates and migrates it where that is needed, also while other hosts do the same.</summary>
    /// <param name="connectionString">The database, as Npgsql writes it. Only where tables are to be made or migrated, its user must be allowed to.</param>
    /// <param name="schema">The schema: lower-case letters, digits and underscores.</param>
    /// <exception cref="ActraException">The schema is of a newer version, or belongs to another program, or the server may lose what it has committed.</exception>
    /// <exception cref="ArgumentException">The name of the schema, or the connection string, cannot be used.</exception>
    /// <exception cref="NpgsqlException">The server does not answer, or refuses.</exception>
    public static PostgresDatabase Open(string connectionString, string schema = DefaultSchema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        PostgresNames.Check(schema);
        return new PostgresDatabase(connectionString, schema, DatabaseAccess.Own);
    }

    /// <summary>Opens a schema that a host has made, as it is: for tools, also while hosts run.</summary>
    /// <param name="connectionString">The database, as Npgsql writes it.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="readOnly">True where nothing is to be written.</param>
    /// <exception cref="ActraException">There is no such schema, it is of another version, or belongs to another program.</exception>
    /// <exception cref="ArgumentException">The name of the schema, or the connection string, cannot be used.</exception>
    /// <exception cref="NpgsqlException">The server does not answer, or refuses.</exception>
    public static PostgresDatabase OpenExisting(
        string connectionString,
        string schema = DefaultSchema,
        bool readOnly = true
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        PostgresNames.Check(schema);
        return new PostgresDatabase(connectionString, schema, readOnly ? DatabaseAccess.Read : DatabaseAccess.Write);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        Chaining.Dispose();
        Wake.Dispose();
        _source.Dispose();
    }

    /// <summary>Runs a unit of work in a transaction. What throws has changed nothing; only where the connection breaks during the commit, nobody can say.</summary>
    internal async ValueTask<T> WriteAsync<T>(Func<PostgresSession, Task<T>> work, CancellationToken ct)
    {
        RequireWritable();
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var result = await work(new PostgresSession(connection, transaction, this, ct));
        ct.ThrowIfCancellationRequested();
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>
    /// Runs one command, which is a transaction of its own. What throws has changed nothing; only where the connection breaks meanwhile, nobody can say.
    /// </summary>
    internal ValueTask<T> RunAsync<T>(Func<PostgresSession, Task<T>> command, CancellationToken ct)
    {
        RequireWritable();
        return ReadAsync(command, ct);
    }

    /// <summary>Runs one query.</summary>
    internal async ValueTask<T> ReadAsync<T>(Func<PostgresSession, Task<T>> query, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        return await query(new PostgresSession(connection, null, this, ct));
    }

    /// <summary>Opens a connection of its own, beside the pool, for whoever listens.</summary>
    internal async Task<NpgsqlConnection> OpenListenerAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(_listening);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void RequireWritable()
    {
        if (IsReadOnly)
        {
            throw new ActraException($"`{Name}` was opened to be read, not to be written");
        }
    }
}
