namespace Actra.Capabilities;

/// <summary>Whether decisions count.</summary>
public enum ExecutionMode
{
    /// <summary>What is not allowed is not authorized.</summary>
    Enforce = 0,

    /// <summary>Everything is authorized, and what would have been decided is recorded. Nobody is asked for approval.</summary>
    Observe = 1,
}
