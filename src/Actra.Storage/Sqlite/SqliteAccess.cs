using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>How SQLite opens a file.</summary>
internal static class SqliteAccess
{
    public static string Connection(this DatabaseAccess access, string path, TimeSpan timeout) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = (int)timeout.TotalSeconds,
            Mode = access switch
            {
                DatabaseAccess.Own => SqliteOpenMode.ReadWriteCreate,
                DatabaseAccess.Write => SqliteOpenMode.ReadWrite,
                _ => SqliteOpenMode.ReadOnly,
            },
        }.ToString();
}
