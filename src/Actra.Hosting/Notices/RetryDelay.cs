namespace Actra.Hosting;

/// <summary>How long a notice waits after attempts that failed.</summary>
internal static class RetryDelay
{
    /// <param name="attempts">How many have failed; at least 1.</param>
    /// <param name="options">First and longest delay.</param>
    /// <param name="chance">From 0 to 1: what failed together is not tried again together.</param>
    public static TimeSpan After(int attempts, NoticeOptions options, double chance)
    {
        var grown = options.FirstRetry.TotalSeconds * Math.Pow(4, Math.Min(attempts - 1, 20));
        var delay = Math.Min(grown, options.LongestRetry.TotalSeconds);
        return TimeSpan.FromSeconds(delay * (0.8 + 0.4 * chance));
    }
}
