using System.Globalization;
using Actra.Model;

namespace Actra.Audit;

/// <summary>The signed heads of a log, sorted into those that hold and what is wrong with the others.</summary>
internal sealed class HeadRules
{
    private readonly Dictionary<long, SignedHead> _held = [];
    private readonly List<AuditBreak> _breaks = [];
    private readonly bool _any;
    private long _last;

    private HeadRules(IReadOnlyList<SignedHead> heads, ActraKeyRing keys)
    {
        _any = heads.Count > 0;
        foreach (var head in heads)
        {
            if (head.Holds(keys))
            {
                Hold(head);
            }
            else
            {
                _breaks.Add(Refuse(head, keys));
            }
        }
    }

    /// <summary>The last head that holds; null where there is none.</summary>
    public SignedHead? Last => _held.GetValueOrDefault(_last);

    public static async Task<HeadRules?> ReadAsync(IAuditLog log, ActraKeyRing? keys, CancellationToken ct) =>
        keys is null ? null : new HeadRules(log.Heads is { } heads ? await heads.ListAsync(ct) : [], keys);

    /// <summary>The number of the first head that holds from a record on; <see cref="long.MaxValue"/> where there is none.</summary>
    public long From(long sequence) => _held.Keys.Where(held => held >= sequence).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>What is wrong with a place, where a head says something of it.</summary>
    public AuditBreak? Check(AuditHead here)
    {
        if (
            !_held.TryGetValue(here.Sequence, out var head)
            || string.Equals(head.Hash, here.Hash, StringComparison.Ordinal)
        )
        {
            return null;
        }

        var before = _held.Keys.Where(sequence => sequence < here.Sequence).DefaultIfEmpty().Max();
        return AuditBreak.At(
            here.Sequence,
            AuditBreakKind.HeadMismatch,
            $"record {here.Sequence} is not the one signed with key `{head.KeyId}` at {Text(head.Time)}: one or more of {before + 1} to {here.Sequence} were written anew"
        );
    }

    /// <summary>What is wrong at the end of a chain that is sound up to a place.</summary>
    public IEnumerable<AuditBreak> AtEnd(AuditHead head)
    {
        if (Last is { } last && last.Sequence > head.Sequence)
        {
            yield return AuditBreak.At(
                head.Sequence + 1,
                AuditBreakKind.Truncated,
                $"the log ends at record {head.Sequence}, and record {last.Sequence} was signed with key `{last.KeyId}` at {Text(last.Time)}"
            );
        }

        foreach (var found in _breaks)
        {
            yield return found;
        }

        if (!_any && head.Sequence > 0)
        {
            yield return AuditBreak.At(
                head.Sequence,
                AuditBreakKind.HeadMissing,
                $"the log has {head.Sequence} records and no signed head: its heads were removed, or its host has no keys"
            );
        }
    }

    private void Hold(SignedHead head)
    {
        if (_held.TryGetValue(head.Sequence, out var other) && other.Hash != head.Hash)
        {
            _breaks.Add(
                AuditBreak.At(
                    head.Sequence,
                    AuditBreakKind.HeadMismatch,
                    $"record {head.Sequence} was signed twice, with two hashes: the log was written anew between {Text(other.Time)} and {Text(head.Time)}"
                )
            );
            return;
        }

        _held[head.Sequence] = head;
        _last = Math.Max(_last, head.Sequence);
    }

    private static AuditBreak Refuse(SignedHead head, ActraKeyRing keys) =>
        keys.Knows(head.KeyId)
            ? AuditBreak.At(
                head.Sequence,
                AuditBreakKind.HeadForged,
                $"the signed head of record {head.Sequence} is not what key `{head.KeyId}` signed"
            )
            : AuditBreak.At(
                head.Sequence,
                AuditBreakKind.UnknownKey,
                $"the signed head of record {head.Sequence} names the key `{head.KeyId}`, which is not among those given"
            );

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
