using Actra.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

/// <summary>A log whose database somebody else can write to as well. Tables are reached by their bare names.</summary>
public abstract class LogUnderAttack : IDisposable
{
    /// <summary>The log of its host.</summary>
    public abstract IAuditLog Log { get; }

    /// <summary>The same log, opened anew.</summary>
    public abstract IAuditLog Reopen();

    public abstract void Execute(string sql, object? parameters = null);

    public abstract IReadOnlyList<T> Query<T>(string sql);

    public abstract void Dispose();

    public IReadOnlyList<StoredRow> Rows() =>
        Query<StoredRow>("SELECT sequence, entry, previous, hash FROM records ORDER BY sequence");

    /// <summary>Puts other rows in the place of all.</summary>
    public void Replace(IReadOnlyList<StoredRow> rows)
    {
        Execute("DELETE FROM records");
        Execute(
            "INSERT INTO records (sequence, entry, previous, hash) VALUES (@Sequence, @Entry, @Previous, @Hash)",
            rows
        );
    }

    public void Set(string column, long sequence, string text) =>
        Execute($"UPDATE records SET {column} = @text WHERE sequence = @sequence", new { text, sequence });
}

public sealed class SqliteUnderAttack : LogUnderAttack
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteConnection _attacker;
    private SqliteDatabase _host;

    public SqliteUnderAttack()
    {
        _host = SqliteDatabase.Open(_file.Path);
        Log = new SqliteAuditLog(_host);
        _attacker = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        _attacker.Open();
        _attacker.Execute("PRAGMA synchronous=OFF");
    }

    public override IAuditLog Log { get; }

    public override IAuditLog Reopen()
    {
        _host.Dispose();
        _host = SqliteDatabase.Open(_file.Path);
        return new SqliteAuditLog(_host);
    }

    public override void Execute(string sql, object? parameters = null) => _attacker.Execute(sql, parameters);

    public override IReadOnlyList<T> Query<T>(string sql) => [.. _attacker.Query<T>(sql)];

    public override void Dispose()
    {
        _attacker.Dispose();
        _host.Dispose();
        _file.Dispose();
    }
}

public sealed class PostgresUnderAttack : LogUnderAttack
{
    private readonly TemporarySchema _schema = new();
    private readonly Npgsql.NpgsqlConnection _attacker;

    public PostgresUnderAttack()
    {
        Log = new PostgresAuditLog(_schema.Open());
        _attacker = _schema.Connect();
    }

    public override IAuditLog Log { get; }

    public override IAuditLog Reopen() => new PostgresAuditLog(_schema.Open());

    public override void Execute(string sql, object? parameters = null) => _attacker.Execute(sql, parameters);

    public override IReadOnlyList<T> Query<T>(string sql) => [.. _attacker.Query<T>(sql)];

    public override void Dispose()
    {
        _attacker.Dispose();
        _schema.Dispose();
    }
}
