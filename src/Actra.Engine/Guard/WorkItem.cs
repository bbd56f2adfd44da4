using System.Collections.ObjectModel;
using Actra.Compilation;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>A piece of work that wants to run, as an adapter hands it to <see cref="ActionGuard"/>.</summary>
public sealed class WorkItem
{
    /// <summary>What the work is.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>The queue's name (no host, no virtual host), the job's queue, or the caller's endpoint name.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What it asks for; at least one. Where a delivery could be consumed as several mapped types, each of them: the strictest answer wins.</summary>
    public required IReadOnlyList<WorkAction> Actions { get; init; }

    /// <summary>
    /// The policy by whose schema <see cref="Actions"/> read their fields: it judges them, too, though another comes into force meanwhile. Null: the one in force.
    /// </summary>
    public ActraPolicy? Policy { get; init; }

    /// <summary>The original message id, the job's id with its storage's nonce, or the caller's id; null where it has none (it gets a fresh one when it parks).</summary>
    public string? WorkId { get; init; }

    /// <summary>Computes the digest of its contents (<see cref="WorkDigest"/>); called only when the work parks or is claimed.</summary>
    public required Func<string> Digest { get; init; }

    /// <summary>The identity that the adapter has verified; null where there is none.</summary>
    public ActorIdentity? Identity { get; init; }

    /// <summary>Headers or job parameters, for resolvers. Whoever sent the work wrote them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The approval id that the work carries. It is only a hint where to look: a header proves nothing.</summary>
    public string? ApprovalHint { get; init; }

    /// <summary>The generation of the closed request whose fault-queue copy this is, if it carries one: a shovelled copy opens a new request.</summary>
    public int? ClosedGeneration { get; init; }

    /// <summary>True where the transport says that the work may have been handed out before: the store is asked even on a plain allow.</summary>
    public bool Redelivered { get; init; }

    /// <summary>
    /// True where the work says that its own handler or pipeline sent it again (MassTransit's <c>Defer</c>, a scheduled redelivery). A copy like that of work whose approval
    /// is used up is refused, not dropped: it may be more than a duplicate.
    /// </summary>
    public bool Rescheduled { get; init; }

    /// <summary>How often it has been set aside before; the delay grows with it.</summary>
    public int Deferrals { get; init; }

    /// <summary>False where the work has nowhere to wait (a temporary endpoint): what needs approval is blocked then.</summary>
    public bool CanPark { get; init; } = true;

    /// <summary>Facts about the work that no sender can choose.</summary>
    public WorkFacts Facts { get; init; } = new();

    /// <summary>Services of the scope opened for this work; resolvers come from it. Null: the guard opens a scope of its own.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>What a context resolver returned for a call.</summary>
    public object? Context { get; init; }

    /// <summary>The trace that the work belongs to, if any.</summary>
    public string? TraceId { get; init; }
}
