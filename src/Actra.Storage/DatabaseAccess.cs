namespace Actra.Storage;

/// <summary>How a database is opened.</summary>
internal enum DatabaseAccess
{
    /// <summary>As its host: made and migrated where that is needed.</summary>
    Own,

    /// <summary>To write into it as it is: never made, never migrated.</summary>
    Write,

    /// <summary>To read it as it is.</summary>
    Read,
}
