using System.CommandLine;
using Actra.Model;
using Actra.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Actra.Cli.Commands;

/// <summary><c>DB</c> and <c>--schema</c>: where a host keeps approvals and its decision log.</summary>
internal sealed class DatabaseArguments
{
    public Argument<string> Database { get; } =
        new("DB")
        {
            Description =
                "the host's SQLite file, or its PostgreSQL database: postgres://user@host/database, or a connection string with Host=",
        };

    public Option<string?> Schema { get; } =
        new("--schema")
        {
            Description = $"the schema in a PostgreSQL database; {PostgresDatabase.DefaultSchema} where none is named",
            HelpName = "NAME",
        };

    public void AddTo(Command command)
    {
        command.Add(Database);
        command.Add(Schema);
    }

    /// <summary>Opens what a host has made, as it is: it is never made, and never migrated.</summary>
    /// <exception cref="UsageException">There is no such database, or it is none that can be used.</exception>
    public HostDatabase Open(ParseResult parsed, bool readOnly = true)
    {
        var database = parsed.GetRequiredValue(Database);
        var schema = parsed.GetValue(Schema);
        try
        {
            if (PostgresAddress.IsOne(database))
            {
                return new HostDatabase(
                    PostgresDatabase.OpenExisting(
                        PostgresAddress.ConnectionString(database),
                        schema ?? PostgresDatabase.DefaultSchema,
                        readOnly
                    )
                );
            }

            return schema is null
                ? new HostDatabase(SqliteDatabase.OpenExisting(database, readOnly))
                : throw new UsageException("--schema names a schema of a PostgreSQL database, and DB is a file");
        }
        catch (ActraException e)
        {
            throw new UsageException(e.Message);
        }
        catch (SqliteException e)
        {
            throw new UsageException($"`{database}` cannot be opened: {e.Message}");
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or TimeoutException)
        {
            // The address may hold a password: it is not printed.
            throw new UsageException($"the PostgreSQL database cannot be opened: {e.Message}");
        }
    }
}
