namespace Workers.Running;

/// <summary>Something happened to an item; <c>--json</c> prints it as it stands here.</summary>
public sealed record ItemEvent(
    string Item,
    string Kind,
    string Action,
    string Actor,
    string? Effect,
    string? Rule,
    string? Reason,
    string Outcome
);
