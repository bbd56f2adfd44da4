using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Storage;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>What a cron expression means, read off the next execution of a recurring job.</summary>
public sealed class CronFacts
{
    // 2026-11-20 is a Friday.
    [Theory]
    [InlineData("* * * * *", "2026-11-20 10:30:15", "2026-11-20 10:31:00")]
    [InlineData("*/20 * * * * *", "2026-11-20 10:30:15", "2026-11-20 10:30:20")]
    [InlineData("0 12 * * *", "2026-11-20 12:00:00", "2026-11-21 12:00:00")]
    [InlineData("0 9-17/4 * * MON-FRI", "2026-11-20 17:30:00", "2026-11-23 09:00:00")]
    [InlineData("15,45 8 * * *", "2026-11-20 08:15:00", "2026-11-20 08:45:00")]
    [InlineData("0 0 1 JAN ?", "2026-11-20 00:00:00", "2027-01-01 00:00:00")]
    [InlineData("0 0 L * *", "2026-11-20 00:00:00", "2026-11-30 00:00:00")]
    [InlineData("0 0 L 2 *", "2027-11-20 00:00:00", "2028-02-29 00:00:00")]
    [InlineData("0 0 * * 5L", "2026-11-20 00:00:00", "2026-11-27 00:00:00")]
    [InlineData("0 0 * * 1#1", "2026-11-20 00:00:00", "2026-12-07 00:00:00")]
    [InlineData("0 0 15W * *", "2026-10-20 00:00:00", "2026-11-16 00:00:00")]
    [InlineData("0 0 13 * 5", "2026-11-20 00:00:00", "2027-08-13 00:00:00")]
    [InlineData("0 0 * * 7", "2026-11-20 00:00:00", "2026-11-22 00:00:00")]
    [InlineData("0 0 29 2 *", "2026-11-20 00:00:00", "2028-02-29 00:00:00")]
    [InlineData("59 23 31 12 *", "2026-12-31 23:59:00", "2027-12-31 23:59:00")]
    public void The_next_execution_is_the_first_match_after_now(string cron, string now, string expected) =>
        Assert.Equal(Utc(expected), Next(cron, now, TimeZoneInfo.Utc));

    [Fact]
    public void A_day_that_never_comes_leaves_no_next_execution() =>
        Assert.Null(Next(Cron.Never(), "2026-11-20 00:00:00", TimeZoneInfo.Utc));

    [Theory]
    [InlineData("0 9 * * *", "2026-07-01 00:00:00", "2026-07-01 07:00:00")]
    [InlineData("0 9 * * *", "2026-12-01 00:00:00", "2026-12-01 08:00:00")]
    [InlineData("30 2 * * *", "2026-03-29 00:00:00", "2026-03-29 01:00:00")]
    [InlineData("30 2 * * *", "2026-10-25 00:00:00", "2026-10-25 00:30:00")]
    [InlineData("30 2 * * *", "2026-10-25 00:30:00", "2026-10-26 01:30:00")]
    [InlineData("*/30 * * * *", "2026-10-25 00:30:00", "2026-10-25 01:00:00")]
    public void A_wall_clock_that_jumps_neither_loses_nor_repeats_a_daily_execution(
        string cron,
        string now,
        string expected
    ) => Assert.Equal(Utc(expected), Next(cron, now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("nonsense * * * *")]
    public void What_is_no_cron_expression_is_refused(string cron) =>
        Assert.ThrowsAny<ArgumentException>(() => Next(cron, "2026-11-20 00:00:00", TimeZoneInfo.Utc));

    private static DateTime? Next(string cron, string now, TimeZoneInfo zone)
    {
        var storage = new InMemoryStorage();
        var manager = new RecurringJobManager(
            storage,
            new JobFilterCollection(),
            new DefaultTimeZoneResolver(),
            () => Utc(now)
        );
        var job = Job.FromExpression<Handlers>(x => x.Run("cron"));
        manager.AddOrUpdate("id", job, cron, new RecurringJobOptions { TimeZone = zone });
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs().Single().NextExecution;
    }

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
