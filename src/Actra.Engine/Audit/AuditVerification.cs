using System.Globalization;

namespace Actra.Audit;

/// <summary>What a look through the whole log found.</summary>
/// <param name="Count">How many records are sound, from the first that is there on.</param>
/// <param name="Head">The last sound record; keep it elsewhere, and a later look shows whether the log was cut.</param>
/// <param name="Broken">The first record that is not sound; null where all are.</param>
public sealed record AuditVerification(long Count, AuditHead Head, AuditBreak? Broken)
{
    /// <summary>What else is not sound: further signed heads. Empty where nothing is.</summary>
    public IReadOnlyList<AuditBreak> Further { get; init; } = [];

    /// <summary>The last head whose signature holds, where keys were given: records behind it may have been cut off unseen. Null where there is none.</summary>
    public SignedHead? Signed { get; init; }

    /// <summary>The cut behind which the log begins; null where it begins with its first record. Only where keys were given its signature was checked.</summary>
    public SignedCut? Cut { get; init; }

    /// <summary>True where every record is as it was written.</summary>
    public bool IsIntact => Broken is null;
}

/// <summary>A place in the chain.</summary>
/// <param name="Sequence">The record's number; 0 before the first.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    /// <summary>Where no record is yet.</summary>
    public static AuditHead None { get; } = new(0, AuditChain.Start);
}

/// <summary>The first record that is not sound.</summary>
/// <param name="Sequence">Its number, as far as that can be said.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What is wrong, in words.</param>
public sealed record AuditBreak(long Sequence, AuditBreakKind Kind, string Message)
{
    internal static AuditBreak At(long sequence, AuditBreakKind kind, FormattableString message) =>
        new(sequence, kind, message.ToString(CultureInfo.InvariantCulture));
}
