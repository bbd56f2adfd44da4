using static Actra.Hosting.ActraOptionsValidator;

namespace Actra.Hosting;

/// <summary>What is wrong with how somebody is to be told.</summary>
internal static class NoticeProblems
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static IEnumerable<string> Of(ActraOptions options)
    {
        var notices = options.Notices;
        return new[]
        {
            notices.Attempts is < 1 or > 100
                ? $"Notices.Attempts is {notices.Attempts}; it must be between 1 and 100"
                : null,
            Positive("Notices.FirstRetry", notices.FirstRetry),
            notices.LongestRetry < notices.FirstRetry
                ? $"Notices.LongestRetry is {notices.LongestRetry}, less than Notices.FirstRetry ({notices.FirstRetry})"
                : Between("Notices.LongestRetry", notices.LongestRetry, TimeSpan.FromMilliseconds(1), Month),
            Between("Notices.Timeout", notices.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
        }.OfType<string>();
    }
}
