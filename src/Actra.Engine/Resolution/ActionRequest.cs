using Actra.Model;

namespace Actra.Resolution;

/// <summary>One action that is asked for: what a snapshot resolver looks at.</summary>
public sealed class ActionRequest
{
    /// <summary>The action's name in the schema.</summary>
    public required string ActionType { get; init; }

    /// <summary>The action's fields.</summary>
    public required FieldMap Fields { get; init; }

    /// <summary>Who asks.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The fields that some reachable rule reads for this action: a resolver may skip what is not among them.</summary>
    public required IReadOnlySet<FieldRef> Needs { get; init; }

    /// <summary>What the work is.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>The queue, the job's queue or the caller's endpoint name.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Facts about the work.</summary>
    public required WorkFacts Facts { get; init; }

    /// <summary>The message, or null where the work is a job.</summary>
    public object? Contract { get; init; }

    /// <summary>What a context resolver returned for a call; null elsewhere.</summary>
    public object? Context { get; init; }

    /// <summary>Services of the scope that the guard opened for this work.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>True where some reachable rule reads this snapshot field.</summary>
    public bool NeedsSnapshot(string field) => Needs.Contains(new FieldRef(Domain.Snapshot, field));
}
