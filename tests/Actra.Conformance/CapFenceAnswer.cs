namespace Actra.Conformance;

/// <summary>What became of a case of CapFence's.</summary>
/// <param name="Difference">How the answer differs; null where it does not.</param>
/// <param name="PermitsMore">True where it permits more than the recorded one.</param>
/// <param name="Why">What made it differ: a key of <see cref="CapFenceDeviations"/>; null where nothing of the kind did.</param>
internal sealed record CapFenceAnswer(string? Difference, bool PermitsMore = false, string? Why = null)
{
    public static CapFenceAnswer Same { get; } = new((string?)null);

    public static CapFenceAnswer Refused(string difference, string why) => new(difference, PermitsMore: false, why);

    public static CapFenceAnswer More(string difference) => new(difference, PermitsMore: true);
}
