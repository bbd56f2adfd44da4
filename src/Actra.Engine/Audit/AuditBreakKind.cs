namespace Actra.Audit;

/// <summary>What is wrong with a record.</summary>
public enum AuditBreakKind
{
    /// <summary>Its contents are not those that were hashed: a field was changed.</summary>
    HashMismatch = 1,

    /// <summary>Records before it are missing.</summary>
    Gap,

    /// <summary>Its number was there before: records were repeated, inserted or put in another order.</summary>
    Order,

    /// <summary>It does not follow the record before: that one was replaced and hashed again, or this one comes from elsewhere.</summary>
    PreviousMismatch,

    /// <summary>It cannot be read as a record.</summary>
    Unreadable,

    /// <summary>The log ends before a head that is known from elsewhere.</summary>
    Truncated,

    /// <summary>The log has another record where a head is known from elsewhere: the chain was written anew.</summary>
    HeadMismatch,

    /// <summary>A signed head is not what the key that it names has signed.</summary>
    HeadForged,

    /// <summary>A signed head names a key that is not among those given.</summary>
    UnknownKey,

    /// <summary>There are records and no signed head.</summary>
    HeadMissing,

    /// <summary>A signed cut is not what the key that it names has signed.</summary>
    CutForged,

    /// <summary>A head known from elsewhere lies before the log's beginning: only an archive can show it.</summary>
    HeadCut,
}
