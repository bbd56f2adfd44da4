using System.Globalization;
using Actra.Model;
using Dapper;
using Npgsql;

namespace Actra.Storage;

/// <summary>Brings a schema to the present version, step by step, in one transaction under a lock: of many hosts that start at once, one does it.</summary>
internal sealed class PostgresMigrations(NpgsqlConnection connection, string schema, string name)
{
    /// <summary>How long a statement may take, in seconds.</summary>
    public const int Patience = 300;

    /// <summary>Migrates, and returns the store's id.</summary>
    public string Run()
    {
        RequireDurable();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.ReadCommitted);
        Execute("SELECT pg_advisory_xact_lock(@key)", new { key = PostgresNames.Lock(schema, "migration") });
        var present = Version();
        for (var version = present + 1; version <= PostgresSchema.Latest; version++)
        {
            Execute(PostgresSchema.Step(schema, version));
        }

        if (present < PostgresSchema.Latest)
        {
            Execute(
                $"""
                INSERT INTO {schema}.meta VALUES ('version', @version) ON CONFLICT (name) DO UPDATE SET value = excluded.value;
                INSERT INTO {schema}.meta VALUES ('store_id', @id) ON CONFLICT (name) DO NOTHING
                """,
                new
                {
                    version = PostgresSchema.Latest.ToString(CultureInfo.InvariantCulture),
                    id = Guid.NewGuid().ToString("N"),
                }
            );
        }

        PostgresListing.Fill(connection, schema);
        var storeId = Meta("store_id") ?? throw new ActraException($"`{name}` has no store id");
        transaction.Commit();
        return storeId;
    }

    /// <summary>Returns the store's id of a schema that is to be left as it is.</summary>
    /// <param name="durable">True where something is to be written that must not be lost.</param>
    public string Look(bool durable)
    {
        if (durable)
        {
            RequireDurable();
        }

        if (Space() is not { } space || Version(space) is not (> 0 and var version))
        {
            throw new ActraException($"`{name}` holds no tables of Actra: there is no such schema, or it is empty");
        }

        return version == PostgresSchema.Latest
            ? Meta("store_id") ?? throw new ActraException($"`{name}` has no store id")
            : throw new ActraException(
                $"`{name}` is of database version {version}, and this program knows {PostgresSchema.Latest}: a host that opens it brings it there"
            );
    }

    /// <summary>The version of the schema, which is made where it is not there; 0 where it is empty.</summary>
    private int Version()
    {
        if (Space() is { } space)
        {
            return Version(space);
        }

        Execute($"CREATE SCHEMA {schema}");
        return 0;
    }

    private long? Space() => Scalar<long?>("SELECT oid::bigint FROM pg_catalog.pg_namespace WHERE nspname = @schema");

    private int Version(long space)
    {
        if (Scalar<long>("SELECT count(*) FROM pg_catalog.pg_class WHERE relnamespace = @space", space) == 0)
        {
            return 0;
        }

        var columns = Scalar<long>(
            """
            SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = @space AND c.relname = 'meta' AND c.relkind = 'r' AND a.attname IN ('name', 'value') AND a.atttypid = 'text'::regtype
            """,
            space
        );
        if (columns != 2 || Meta("application") != "actra")
        {
            throw new ActraException($"`{name}` holds tables of another program: name another schema");
        }

        return Known(Meta("version"));
    }

    private int Known(string? text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw new ActraException($"`{name}` does not say its version");
        }

        return version <= PostgresSchema.Latest
            ? version
            : throw new ActraException(
                $"`{name}` was written by a newer version of Actra (database version {version}; this one knows {PostgresSchema.Latest}): use that version, or another schema"
            );
    }

    private void RequireDurable()
    {
        if (Scalar<string>("SHOW synchronous_commit") == "off")
        {
            throw new ActraException(
                $"`{name}` has synchronous_commit off: what it has acknowledged can be lost. Set it to on for this user or database"
            );
        }
    }

    private string? Meta(string key) =>
        connection.ExecuteScalar<string>($"SELECT value FROM {schema}.meta WHERE name = @key", new { key });

    private T? Scalar<T>(string sql, long space = 0) => connection.ExecuteScalar<T>(sql, new { schema, space });

    private void Execute(string sql, object? parameters = null) =>
        connection.Execute(sql, parameters, commandTimeout: Patience);
}
