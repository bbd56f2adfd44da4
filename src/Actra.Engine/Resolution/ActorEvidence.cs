using System.Collections.ObjectModel;

namespace Actra.Resolution;

/// <summary>What is known about who asks, before a resolver has looked at it.</summary>
public sealed class ActorEvidence
{
    /// <summary>What the work is.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>The queue, the job's queue or the caller's endpoint name.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The actions that the work asks for.</summary>
    public required IReadOnlyList<string> ActionTypes { get; init; }

    /// <summary>An identity that has been proved, or frozen when the work parked; null where there is none. A resolver should start from it.</summary>
    public ActorIdentity? Identity { get; init; }

    /// <summary>Headers of the message or parameters of the job. Whoever sent the work wrote them: they prove nothing.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The message, or null where the work is none or has several contracts.</summary>
    public object? Contract { get; init; }

    /// <summary>What a context resolver returned for a call; null elsewhere.</summary>
    public object? Context { get; init; }

    /// <summary>Services of the scope that the guard opened for this work.</summary>
    public IServiceProvider? Services { get; init; }
}
