namespace Workers.Running;

/// <summary>Where an item is.</summary>
public enum Outcome
{
    Executed,
    Faulted,
    Parked,
    Denied,
    Expired,
}

internal static class Outcomes
{
    public static string ToName(this Outcome outcome) => outcome.ToString().ToLowerInvariant();
}
