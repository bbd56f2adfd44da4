namespace Actra.Resolution;

/// <summary>The resolvers that only calls of the host's own code have. Filled before the first decision; not changed afterwards.</summary>
public sealed class CallResolvers
{
    /// <summary>Gives what surrounds a call; null for nothing.</summary>
    public IContextResolver? Context { get; set; }

    /// <summary>Names actions that no attribute names; null for none.</summary>
    public IActionTypeResolver? ActionType { get; set; }

    /// <summary>Builds fields in place of the readers; null for the readers alone.</summary>
    public IActionResolver? Action { get; set; }
}
