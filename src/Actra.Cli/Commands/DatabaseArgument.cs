using System.CommandLine;
using Actra.Model;
using Actra.Storage;
using Microsoft.Data.Sqlite;

namespace Actra.Cli.Commands;

/// <summary><c>DB</c>: the SQLite file of a host.</summary>
internal static class DatabaseArgument
{
    public static Argument<string> Create() => new("DB") { Description = "the host's SQLite file" };

    /// <exception cref="UsageException">There is no such file, or it is none that can be used.</exception>
    public static SqliteDatabase Open(string path, bool readOnly = true)
    {
        try
        {
            return SqliteDatabase.OpenExisting(path, readOnly);
        }
        catch (ActraException e)
        {
            throw new UsageException(e.Message);
        }
        catch (SqliteException e)
        {
            throw new UsageException($"`{path}` cannot be opened: {e.Message}");
        }
    }
}
