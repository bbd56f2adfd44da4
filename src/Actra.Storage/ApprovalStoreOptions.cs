using Actra.Model;

namespace Actra.Storage;

/// <summary>How approvals are kept in a database.</summary>
public sealed class ApprovalStoreOptions
{
    /// <summary>Where the records of changes go.</summary>
    /// <value>Into the decision log of the same database, in the transaction of the change.</value>
    public StoredRecords Records { get; set; } = StoredRecords.SameDatabase;

    /// <summary>True where somebody wants to be told of changes: then notices are kept with them until they are delivered.</summary>
    /// <value>False: only emergencies are kept.</value>
    public bool KeepsNotices { get; set; }

    /// <summary>The keys that parked work is encrypted with: the first encrypts, all decrypt.</summary>
    /// <value>Null: parked work is kept as it came.</value>
    public ActraKeyRing? Keys { get; set; }

    /// <summary>Whether new parked work is encrypted, where there are keys; what was encrypted before is read in any case.</summary>
    /// <value>True.</value>
    public bool EncryptsWork { get; set; } = true;

    /// <summary>From which size on parked work is compressed, in bytes.</summary>
    /// <value>4,096; at least 0.</value>
    public int CompressFrom { get; set; } = 4_096;
}

/// <summary>Where a store leaves the records of its changes.</summary>
public enum StoredRecords
{
    /// <summary>In the decision log of the same database, in the transaction of the change.</summary>
    SameDatabase = 0,

    /// <summary>In an outbox of the store, in the transaction of the change, from where a host takes them to a log that is elsewhere.</summary>
    Outbox,

    /// <summary>Nowhere: the caller appends them, and a crash in between loses them.</summary>
    Caller,
}
