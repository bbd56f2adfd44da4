namespace Actra.Conformance;

/// <summary>What became of a case.</summary>
internal enum CaseOutcome
{
    /// <summary>All answers are as recorded.</summary>
    Passed,

    /// <summary>An answer differs.</summary>
    Failed,

    /// <summary>The case is not run, or differs on purpose.</summary>
    Skipped,
}

/// <summary>One case of a vector file.</summary>
/// <param name="File">The file's name without its ending.</param>
/// <param name="Name">The case's name.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">What differs, or why it is skipped.</param>
internal sealed record CaseResult(string File, string Name, CaseOutcome Outcome, string Detail = "")
{
    public override string ToString() => $"{File}/{Name}: {Detail}";
}
