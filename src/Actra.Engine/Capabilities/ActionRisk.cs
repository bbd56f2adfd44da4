namespace Actra.Capabilities;

/// <summary>The risk that the caller sees in an action: a level, or a score.</summary>
public sealed record ActionRisk
{
    private ActionRisk(string? level, double? score)
    {
        Level = level;
        Score = score;
    }

    /// <summary>The level as spelt: <c>low</c>, <c>medium</c>, <c>high</c>, <c>critical</c> in any case; null where there is a score.</summary>
    public string? Level { get; }

    /// <summary>The score; null where there is a level.</summary>
    public double? Score { get; }

    /// <summary>The risk as a number: the score; else 0.2, 0.5, 0.8 or 1.</summary>
    public double Value =>
        Score
        ?? Level!.ToLowerInvariant() switch
        {
            "low" => 0.2,
            "medium" => 0.5,
            "high" => 0.8,
            _ => 1.0,
        };

    /// <summary>Reads a level, or one of the words that stand for one: <c>read</c>, <c>read_only</c>, <c>write</c>, <c>delete</c>, <c>payment_initiation</c>, <c>execute</c>, <c>command_execution</c>.</summary>
    /// <exception cref="ActionEventException">It is none.</exception>
    public static ActionRisk Of(string level) =>
        ToLevel(level) is { } known
            ? new ActionRisk(known, null)
            : throw new ActionEventException("risk string must be one of: 'low', 'medium', 'high', 'critical'");

    /// <summary>A score, from 0 on.</summary>
    /// <exception cref="ActionEventException">It is negative or not finite.</exception>
    public static ActionRisk Of(double score) =>
        double.IsFinite(score) && score >= 0
            ? new ActionRisk(null, score)
            : throw new ActionEventException("risk score must be a non-negative float");

    /// <summary>See <see cref="Of(string)"/>.</summary>
    public static implicit operator ActionRisk(string level) => Of(level);

    /// <summary>See <see cref="Of(double)"/>.</summary>
    public static implicit operator ActionRisk(double score) => Of(score);

    /// <summary>The level that a score comes to.</summary>
    internal static string LevelOf(double score) =>
        score switch
        {
            <= 0.2 => "low",
            <= 0.5 => "medium",
            <= 0.8 => "high",
            _ => "critical",
        };

    /// <summary>A level as it is spelt, or the one that a word stands for; null where there is none.</summary>
    internal static string? ToLevel(string? word) =>
        word?.ToLowerInvariant() switch
        {
            "low" or "medium" or "high" or "critical" => word,
            "command_execution" or "execute" => "critical",
            "payment_initiation" or "delete" => "high",
            "write" => "medium",
            "read_only" or "read" => "low",
            _ => null,
        };

    /// <inheritdoc />
    public override string ToString() =>
        Level ?? Score!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
