namespace Actra.TestSupport;

/// <summary>How large campaigns are: small by default, and in full size where <c>ACTRA_CAMPAIGN=full</c> is set.</summary>
internal static class Campaign
{
    public static bool IsFull => Environment.GetEnvironmentVariable("ACTRA_CAMPAIGN") is "full";

    /// <summary>One of two sizes.</summary>
    public static int Size(int small, int full) => IsFull ? full : small;
}
