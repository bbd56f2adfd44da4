namespace Actra.Capabilities;

/// <summary>How surely a rule, or a condition of it, fits an action. All parts of a rule must fit: the least sure of them counts.</summary>
internal enum Match
{
    /// <summary>It does not fit.</summary>
    None,

    /// <summary>Read literally it does not, and yet the rule may be meant: an amount that cannot be read, a scope left open. Prohibitions heed it.</summary>
    Possible,

    /// <summary>Read literally it fits, and yet the rule may not be meant: a path that leaves its folder, a value that only the payload claims. Permissions do not heed it.</summary>
    Likely,

    /// <summary>It fits.</summary>
    Sure,
}

/// <summary>How a rule fits, and what made it less than sure.</summary>
/// <param name="Match">How surely.</param>
/// <param name="Care">The condition in doubt; null where there is none.</param>
internal readonly record struct Fit(Match Match, string? Care = null);
