namespace Actra.Hosting;

/// <summary>Which policy is in force, and why a newer one is not.</summary>
/// <param name="Hash">The hash of the policy in force.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Problem">Why the files as they are now were not taken; null where they were.</param>
/// <param name="ProblemAt">When that was found.</param>
internal sealed record PolicyStatus(
    string Hash,
    DateTimeOffset LoadedAt,
    string? Problem = null,
    DateTimeOffset? ProblemAt = null
);
