namespace Actra.Hangfire;

/// <summary>What the marks on a job's method and type say.</summary>
/// <param name="Action">The action it stands for; null where it has none.</param>
/// <param name="Exemption">Why it needs no decision; null where it is not exempt.</param>
/// <param name="Problem">Why that cannot be said: the marks contradict each other.</param>
internal sealed record JobContract(string? Action, string? Exemption, string? Problem);
