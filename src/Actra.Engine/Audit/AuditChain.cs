using System.Text;
using Actra.Model;

namespace Actra.Audit;

/// <summary>How records hang together: each is hashed with its number and the hash of the one before.</summary>
public static class AuditChain
{
    /// <summary>The hash that stands before the first record.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>Puts an entry behind the record with this number and hash.</summary>
    /// <param name="sequence">The number of the record before; 0 where there is none.</param>
    /// <param name="hash">Its hash; <see cref="Start"/> where there is none.</param>
    /// <param name="entry">What happened; brought into the form that the log keeps.</param>
    public static AuditRecord Append(long sequence, string hash, AuditEntry entry)
    {
        var kept = Keep(entry);
        return new AuditRecord(sequence + 1, kept, hash, Hash(sequence + 1, hash, kept));
    }

    /// <summary>The hash of a record: SHA-256, as lower-case hex, over all its fields in canonical form (<see cref="CanonicalWriter"/>).</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="previousHash">The hash of the record before.</param>
    /// <param name="entry">What happened.</param>
    public static string Hash(long sequence, string previousHash, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = new CanonicalWriter("actra/record/1")
            .Add(sequence)
            .Add(previousHash)
            .Add(entry.Time)
            .Add((long)entry.Kind)
            .Add(entry.Service)
            .Add(entry.DecisionId)
            .Add(entry.WorkKind)
            .Add(entry.Endpoint)
            .Add(entry.WorkId)
            .Add(entry.Action)
            .Add(entry.Actor)
            .Add(entry.ActorSource)
            .Add(entry.Effect)
            .Add(entry.Rule)
            .Add(entry.Reason)
            .Add(entry.PolicyHash)
            .Add(entry.ApprovalId)
            .Add(entry.Detail);
        _ = entry.Duration is { } duration ? text.Add(duration.Ticks) : text.Add((string?)null);
        Add(text, entry.Inputs);
        if (entry.InputTypes is { } types)
        {
            // Records from before there were types end here: their hashes stay what they were.
            Add(text, types);
        }

        return text.Hash();
    }

    /// <summary>The form that the log keeps: time in UTC to the millisecond, and no half surrogate pairs, which no encoding can hold.</summary>
    public static AuditEntry Keep(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry with
        {
            Time = DateTimeOffset.FromUnixTimeMilliseconds(entry.Time.ToUnixTimeMilliseconds()),
            Service = Whole(entry.Service)!,
            DecisionId = Whole(entry.DecisionId),
            WorkKind = Whole(entry.WorkKind),
            Endpoint = Whole(entry.Endpoint),
            WorkId = Whole(entry.WorkId),
            Action = Whole(entry.Action),
            Actor = Whole(entry.Actor),
            ActorSource = Whole(entry.ActorSource),
            Effect = Whole(entry.Effect),
            Rule = Whole(entry.Rule),
            Reason = Whole(entry.Reason),
            PolicyHash = Whole(entry.PolicyHash),
            ApprovalId = Whole(entry.ApprovalId),
            Detail = Whole(entry.Detail),
            Inputs = WholePairs(entry.Inputs),
            InputTypes = entry.InputTypes is { } types ? WholePairs(types) : null,
        };
    }

    private static void Add(CanonicalWriter text, IReadOnlyDictionary<string, string> pairs)
    {
        text.Add((long)pairs.Count);
        foreach (var (name, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Add(name).Add(value);
        }
    }

    private static SortedDictionary<string, string> WholePairs(IReadOnlyDictionary<string, string> pairs)
    {
        var whole = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            whole[Whole(name)!] = Whole(value)!;
        }

        return whole;
    }

    private static string? Whole(string? text) =>
        text is null || !text.Any(char.IsSurrogate) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
