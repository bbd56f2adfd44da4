using System.Globalization;
using Dapper;
using Npgsql;

namespace Actra.Storage;

/// <summary>A connection, in or outside a transaction, with the schema that statements name.</summary>
internal sealed class PostgresSession(
    NpgsqlConnection connection,
    NpgsqlTransaction? transaction,
    PostgresDatabase database,
    CancellationToken ct
)
{
    public string Schema => database.Schema;

    /// <summary>Runs a statement, and says how many rows it touched.</summary>
    public Task<int> RunAsync(string sql, object? parameters = null) =>
        connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>The first row; null where there is none.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, parameters));

    /// <summary>All rows.</summary>
    public Task<IEnumerable<T>> AllAsync<T>(string sql, object? parameters = null) =>
        connection.QueryAsync<T>(Command(sql, parameters));

    /// <summary>True where the schema has such a table.</summary>
    public async Task<bool> HasAsync(string table) =>
        await FirstAsync<bool>("SELECT to_regclass(@name) IS NOT NULL", new { name = $"{Schema}.{table}" });

    /// <summary>Takes a lock until the transaction ends, and then reads the first row, as it stands once the lock is held.</summary>
    public Task<T?> FirstLockedAsync<T>(long lockKey, string sql, object? parameters = null) =>
        LockedAsync(lockKey, sql, results => results.ReadFirstOrDefaultAsync<T>(), parameters);

    /// <summary>Takes a lock until the transaction ends, and then reads what statements return, as it stands once the lock is held.</summary>
    public async Task<T> LockedAsync<T>(
        long lockKey,
        string sql,
        Func<SqlMapper.GridReader, Task<T>> read,
        object? parameters = null
    )
    {
        var all = new DynamicParameters(parameters);
        all.Add("lockKey", lockKey);
        all.Add("silence", ((long)database.LongestSilence.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        await using var results = await connection.QueryMultipleAsync(
            Command(
                $"SELECT set_config('idle_in_transaction_session_timeout', @silence, true) || pg_advisory_xact_lock(@lockKey)::text; {sql}",
                all
            )
        );
        await results.ReadAsync<string>();
        return await read(results);
    }

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, transaction, cancellationToken: ct);
}
