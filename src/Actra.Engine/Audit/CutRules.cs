using Actra.Model;

namespace Actra.Audit;

/// <summary>The cuts of a log, sorted into those that hold and what is wrong with the others. Without keys all are taken as they are.</summary>
internal sealed class CutRules
{
    private CutRules(IReadOnlyList<SignedCut> cuts, ActraKeyRing? keys)
    {
        Last = cuts.Where(cut => keys is null || cut.Holds(keys)).MaxBy(cut => cut.End.Sequence);
        Breaks = keys is null ? [] : [.. cuts.Where(cut => !cut.Holds(keys)).Select(cut => Refuse(cut, keys))];
    }

    /// <summary>The cut behind which the log begins; null where it begins with its first record.</summary>
    public SignedCut? Last { get; }

    /// <summary>Where the log begins.</summary>
    public AuditHead Start => Last?.End ?? AuditHead.None;

    /// <summary>The cuts that do not hold.</summary>
    public IReadOnlyList<AuditBreak> Breaks { get; }

    public static async Task<CutRules> ReadAsync(IAuditLog log, ActraKeyRing? keys, CancellationToken ct) =>
        new(log.Cuts is { } cuts ? await cuts.ListAsync(ct) : [], keys);

    /// <summary>What is wrong with a cut that does not hold.</summary>
    public static AuditBreak Refuse(SignedCut cut, ActraKeyRing keys) =>
        keys.Knows(cut.KeyId)
            ? AuditBreak.At(
                cut.End.Sequence,
                AuditBreakKind.CutForged,
                $"the cut behind record {cut.End.Sequence} is not what key `{cut.KeyId}` signed"
            )
            : AuditBreak.At(
                cut.End.Sequence,
                AuditBreakKind.UnknownKey,
                $"the cut behind record {cut.End.Sequence} names the key `{cut.KeyId}`, which is not among those given"
            );
}
