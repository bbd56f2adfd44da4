using Actra.Language;

namespace Actra.Capabilities.Conversion;

/// <summary>A rule or a risk level of the original, which rules of version 2 come from.</summary>
/// <param name="Name">Its name: <c>deny[0]</c>, <c>risk_levels.high</c>, with the document before it where that is not the first.</param>
/// <param name="File">Its document, as it was given.</param>
/// <param name="At">The place in it.</param>
/// <param name="Text">What it says, on one line.</param>
/// <param name="Verdict">What follows from it.</param>
/// <param name="Wording">How it is said; what cannot be said counts as always true.</param>
/// <param name="Unsaid">What cannot be said.</param>
internal sealed record Origin(
    string Name,
    string File,
    Position At,
    string Text,
    RuleVerdict Verdict,
    Wording Wording,
    IReadOnlyList<Unsaid> Unsaid
)
{
    public bool IsSaid => Unsaid.Count == 0;

    /// <summary>True where it stands in a document that the policy extends.</summary>
    public bool IsInherited => Name.Contains('#', StringComparison.Ordinal);
}

/// <summary>What version 2 cannot say.</summary>
/// <param name="What">What, in words.</param>
/// <param name="At">The place in the document.</param>
/// <param name="Hint">What could be done about it.</param>
internal sealed record Unsaid(string What, Position At, string Hint);
