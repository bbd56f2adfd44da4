using System.Globalization;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>How large a campaign is, and where it says what it has seen.</summary>
internal static class Campaign
{
    private static readonly Lock Writing = new();

    /// <summary>The size for every build, or the large one where <c>ACTRA_CAMPAIGN</c> is <c>full</c>.</summary>
    public static int Size(int ci, int full) =>
        Environment.GetEnvironmentVariable("ACTRA_CAMPAIGN") == "full" ? full : ci;

    /// <summary>A seed for what a campaign does by chance: <c>ACTRA_CAMPAIGN_SEED</c>, or a new one. It stands in the report, and in the output of what fails.</summary>
    public static int Seed() =>
        int.TryParse(
            Environment.GetEnvironmentVariable("ACTRA_CAMPAIGN_SEED"),
            CultureInfo.InvariantCulture,
            out var seed
        )
            ? seed
            : Random.Shared.Next();

    /// <summary>Adds a line to the file that <c>ACTRA_CAMPAIGN_REPORT</c> names; without one, nobody reads it.</summary>
    public static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("ACTRA_CAMPAIGN_REPORT") is { Length: > 0 } file)
        {
            lock (Writing)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
