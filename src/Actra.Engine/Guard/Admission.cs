using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>The guard's answer about a piece of work.</summary>
public sealed record Admission
{
    /// <summary>What to do.</summary>
    public required AdmissionKind Kind { get; init; }

    /// <summary>Why: one of <see cref="AdmissionCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Why, in words, sensitive values masked.</summary>
    public required string Reason { get; init; }

    /// <summary>The decisions, one per action asked for; empty where the work could not be judged.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    /// <summary>What the decisions were made from, one per decision.</summary>
    public IReadOnlyList<PolicyInput> Inputs { get; init; } = [];

    /// <summary>The strictest decision; null where the work could not be judged.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The decision's own id, as the decision log has it.</summary>
    public string? DecisionId { get; init; }

    /// <summary>Who asked.</summary>
    public ActorIdentity Actor { get; init; } = ActorIdentity.Anonymous;

    /// <summary>The request to be parked with the work, for <see cref="AdmissionKind.Park"/>; null where the store already has it.</summary>
    public NewApproval? Approval { get; init; }

    /// <summary>The request in question, if any.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The generation that a fault-queue copy carries, so that a shovelled copy opens a new request.</summary>
    public int? ClosedGeneration { get; init; }

    /// <summary>For approved work: how its handler ended must be told to it.</summary>
    public ApprovalLease? Lease { get; init; }

    /// <summary>Why the work could not be judged, for <see cref="AdmissionKind.Defer"/>; null where another worker holds it.</summary>
    public Exception? Error { get; init; }

    /// <summary>After how long to look again, for <see cref="AdmissionKind.Defer"/>.</summary>
    public TimeSpan Delay { get; init; }
}
