using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>How a file is opened.</summary>
internal enum SqliteAccess
{
    /// <summary>As its host: made and migrated where that is needed.</summary>
    Own,

    /// <summary>To write into it as it is: never made, never migrated.</summary>
    Write,

    /// <summary>To read it as it is.</summary>
    Read,
}

/// <summary>What opening as it is means.</summary>
internal static class SqliteAccesses
{
    public static string Connection(this SqliteAccess access, string path, TimeSpan timeout) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = (int)timeout.TotalSeconds,
            Mode = access switch
            {
                SqliteAccess.Own => SqliteOpenMode.ReadWriteCreate,
                SqliteAccess.Write => SqliteOpenMode.ReadWrite,
                _ => SqliteOpenMode.ReadOnly,
            },
        }.ToString();
}
