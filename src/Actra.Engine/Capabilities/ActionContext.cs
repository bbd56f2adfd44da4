namespace Actra.Capabilities;

/// <summary>What the host itself knows about an action; policies test it. Never fill it from the payload: the agent wrote that.</summary>
public sealed record ActionContext
{
    /// <summary>Nothing is known.</summary>
    public static ActionContext Empty { get; } = new();

    /// <summary>The role of the person or agent; policies test <c>user_role</c>.</summary>
    public string? UserRole { get; init; }

    /// <summary>The tenant; policies test <c>tenant</c>.</summary>
    public string? Tenant { get; init; }

    /// <summary>The table; policies test <c>table</c>. Where it is null, that of the payload counts.</summary>
    public string? Table { get; init; }
}
