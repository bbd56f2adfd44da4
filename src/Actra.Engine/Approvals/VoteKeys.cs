using System.Diagnostics.CodeAnalysis;

namespace Actra.Approvals;

/// <summary>The keys that may sign votes. Immutable and thread-safe.</summary>
public sealed class VoteKeys
{
    /// <summary>How far a signer's clock may be ahead.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, VoteKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Creates a collection.</summary>
    /// <param name="keys">The keys.</param>
    /// <exception cref="ArgumentException">A key's id is empty or stands twice, a key is shorter than 32 bytes, or two of its identities are one.</exception>
    public VoteKeys(params IEnumerable<VoteKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            if (string.IsNullOrWhiteSpace(key.KeyId) || !_keys.TryAdd(key.KeyId, key))
            {
                throw new ArgumentException($"the vote key id `{key.KeyId}` is empty or stands twice", nameof(keys));
            }

            if (key.IsTooShort)
            {
                throw new ArgumentException($"the vote key `{key.KeyId}` is shorter than 32 bytes", nameof(keys));
            }

            if (key.Approvers.Keys.GroupBy(Approver.Normalize, StringComparer.Ordinal).Any(same => same.Count() > 1))
            {
                throw new ArgumentException($"two identities of the vote key `{key.KeyId}` are one", nameof(keys));
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>Says whose vote it is, where its signature holds.</summary>
    /// <param name="vote">The vote.</param>
    /// <param name="now">The time.</param>
    /// <param name="maxAge">How old it may be.</param>
    /// <param name="approver">Who votes, with the roles and the tenant that the key may claim; null where it is refused.</param>
    /// <param name="refusal">Why it is refused, for the record; null where it is not.</param>
    /// <returns>True where the vote may be cast.</returns>
    public bool Verify(
        SignedVote vote,
        DateTimeOffset now,
        TimeSpan maxAge,
        [NotNullWhen(true)] out Approver? approver,
        [NotNullWhen(false)] out string? refusal
    )
    {
        ArgumentNullException.ThrowIfNull(vote);
        refusal = Refusal(vote, now, maxAge, out approver);
        return approver is not null && refusal is null;
    }

    private string? Refusal(SignedVote vote, DateTimeOffset now, TimeSpan maxAge, out Approver? approver)
    {
        approver = null;
        if (!vote.IsWhole)
        {
            return "it names no act, no request or nobody";
        }

        if (vote.KeyId is null || !_keys.TryGetValue(vote.KeyId, out var key))
        {
            return $"the vote key `{vote.KeyId}` is unknown";
        }

        if (!key.HasSigned(vote.Text, vote.Signature))
        {
            return $"the signature by `{vote.KeyId}` does not hold";
        }

        if (vote.At > now + ClockSkew)
        {
            return "the vote was signed in the future";
        }

        if (now - vote.At > maxAge)
        {
            return "the vote is too old";
        }

        var id = Approver.Normalize(vote.ApproverId);
        var covered = key
            .Approvers.Where(known => string.Equals(Approver.Normalize(known.Key), id, StringComparison.Ordinal))
            .Select(known => known.Value)
            .FirstOrDefault();
        if (covered is null)
        {
            return $"the vote key `{vote.KeyId}` may not speak for `{vote.ApproverId}`";
        }

        approver = new Approver(vote.ApproverId, covered) { Tenant = key.Tenant };
        return null;
    }
}
