using Actra.TestSupport;
using Dapper;
using Npgsql;

namespace Actra.Storage.Tests;

/// <summary>A schema for one test, which is dropped with all that it holds.</summary>
internal sealed class TemporarySchema : IDisposable
{
    private readonly List<PostgresDatabase> _open = [];

    public string Name { get; } = $"test_{Guid.NewGuid():N}";

    public static string Server => Servers.Get(Servers.PostgreSql);

    /// <summary>A handle, which is closed before the schema is dropped. Each has its own connections, as a host has.</summary>
    public PostgresDatabase Open(string options = "")
    {
        var database = PostgresDatabase.Open($"{Server};Maximum Pool Size=8;Application Name={Name};{options}", Name);
        lock (_open)
        {
            _open.Add(database);
        }

        return database;
    }

    public T Scalar<T>(string sql)
    {
        using var connection = Connect();
        return connection.ExecuteScalar<T>(sql)!;
    }

    public int Execute(string sql)
    {
        using var connection = Connect();
        return connection.Execute(sql, commandTimeout: 300);
    }

    /// <summary>Waits for the server to end what killed processes have left it to do.</summary>
    public async Task UntilNobodyIsConnectedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Scalar<long>($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{Name}'") > 0)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public void Dispose()
    {
        _open.ForEach(database => database.Dispose());
        Execute($"DROP SCHEMA IF EXISTS {Name} CASCADE");
    }

    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection($"{Server};Pooling=false;Search Path={Name}");
        connection.Open();
        return connection;
    }
}
