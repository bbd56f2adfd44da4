using Actra.Language;

namespace Actra.Capabilities;

/// <summary>One policy document as read.</summary>
/// <param name="Rules">Its rules: those of <c>rules</c>, then <c>deny</c>, <c>require_approval</c>, <c>allow</c>.</param>
/// <param name="RiskLevels">What follows from risk levels.</param>
/// <param name="Extends">The documents it builds on, with the places where they are named.</param>
/// <param name="ApprovalTimeout">How long votes on its requests are taken; null where it does not say.</param>
internal sealed record CapabilityDocument(
    IReadOnlyList<CapabilityRule> Rules,
    IReadOnlyList<RiskLevel> RiskLevels,
    IReadOnlyList<(string Path, Position At)> Extends,
    TimeSpan? ApprovalTimeout
);
