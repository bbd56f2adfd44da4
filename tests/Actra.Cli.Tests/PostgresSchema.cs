using Actra.TestSupport;

namespace Actra.Cli.Tests;

/// <summary>The server's address as people write it, and a schema's end.</summary>
internal static class PostgresSchema
{
    public static string Uri()
    {
        var server = new Npgsql.NpgsqlConnectionStringBuilder(Servers.Get(Servers.PostgreSql));
        return $"postgres://{server.Username}@{server.Host}:{server.Port}/{server.Database}?sslmode=disable";
    }

    public static void Drop(string schema)
    {
        if (Servers.Find(Servers.PostgreSql) is not { } server)
        {
            return;
        }

        using var connection = new Npgsql.NpgsqlConnection($"{server};Pooling=false");
        connection.Open();
        using var drop = connection.CreateCommand();
        drop.CommandText = $"DROP SCHEMA IF EXISTS {schema} CASCADE";
        drop.ExecuteNonQuery();
    }
}
