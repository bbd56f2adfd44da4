using System.Text;
using Dapper;

namespace Actra.Storage;

/// <summary>
/// A change and all that follows from it as one statement, so one round trip and one transaction: what follows happens for each row that the first part returns, so for
/// none where that found nothing to change.
/// </summary>
internal sealed class PostgresUnit
{
    private readonly StringBuilder _sql = new();
    private readonly DynamicParameters _parameters;
    private int _parts;

    /// <param name="sql">What is done; returns the number of each row.</param>
    /// <param name="parameters">Its parameters.</param>
    public PostgresUnit(string sql, object parameters)
    {
        _sql.Append("WITH done AS (").Append(sql).Append(')');
        _parameters = new DynamicParameters(parameters);
    }

    /// <summary>Adds what follows.</summary>
    /// <param name="sql">A statement that reads from <c>done</c>.</param>
    /// <param name="parameters">Its parameters, with names that no other part has.</param>
    public void Add(string sql, object? parameters = null)
    {
        _sql.Append(", part").Append(++_parts).Append(" AS (").Append(sql).Append(')');
        _parameters.AddDynamicParams(parameters);
    }

    /// <summary>Runs it.</summary>
    /// <param name="session">A connection.</param>
    /// <param name="alone">The number of a lock that is held meanwhile; null for none.</param>
    /// <returns>The number of the first row; null where nothing was done.</returns>
    public Task<long?> RunAsync(PostgresSession session, long? alone = null)
    {
        var sql = $"{_sql} SELECT number FROM done";
        return alone is { } key
            ? session.FirstLockedAsync<long?>(key, sql, _parameters)
            : session.FirstAsync<long?>(sql, _parameters);
    }
}
