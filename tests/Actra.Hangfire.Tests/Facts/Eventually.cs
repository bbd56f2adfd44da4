using System.Diagnostics;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>Waits for a condition, without holding a thread and no longer than it must.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static Task Holds(Func<bool> condition, string what) => Holds(condition, what, Patience);

    public static async Task Holds(Func<bool> condition, string what, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < patience, $"waited {patience.TotalSeconds} s in vain: {what}");
            await Task.Delay(Step);
        }
    }
}
