namespace Hangfire.Scheduling;

/// <summary>
/// A cron expression of five fields (minute, hour, day of month, month, day of week) or six (seconds first). A day must
/// match both day fields.
/// </summary>
internal sealed class CronSchedule
{
    private const int LastYear = 2499;
    private readonly CronField _second;
    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronDays _days;
    private readonly CronField _month;

    private CronSchedule(CronField second, CronField minute, CronField hour, CronDays days, CronField month)
    {
        _second = second;
        _minute = minute;
        _hour = hour;
        _days = days;
        _month = month;
    }

    /// <exception cref="FormatException">The expression is not a cron expression.</exception>
    public static CronSchedule Parse(string expression)
    {
        var fields = Expand(expression.Trim()).Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
        {
            throw new FormatException(
                $"A cron expression has five or six fields, not {fields.Length}: `{expression}`."
            );
        }

        var second = fields.Length == 6 ? fields[0] : "0";
        var rest = fields[^5..];
        return new CronSchedule(
            CronField.Parse("second", second, 0, 59),
            CronField.Parse("minute", rest[0], 0, 59),
            CronField.Parse("hour", rest[1], 0, 23),
            CronDays.Parse(rest[2], rest[4]),
            CronField.Parse("month", rest[3], 1, 12, CronNames.Months)
        );
    }

    /// <summary>The first occurrence after a moment (UTC), as UTC; <see langword="null"/> when there is none.</summary>
    public DateTime? Next(DateTime after, TimeZoneInfo zone)
    {
        // In the repeated hour of autumn the wall clock runs backwards, so the search starts where that hour began.
        var local = TimeZoneInfo.ConvertTimeFromUtc(after, zone);
        var start = zone.IsAmbiguousTime(local) ? local.AddDays(-1) : local;
        for (var at = NextLocal(start); at != null; at = NextLocal(at.Value))
        {
            if (ToUtc(at.Value, zone, after) is { } utc)
            {
                return utc;
            }
        }

        return null;
    }

    /// <summary>
    /// A skipped wall-clock time happens when the clock has jumped; a repeated one happens the first time, and the second
    /// time, too, when the expression runs at intervals rather than at an hour.
    /// </summary>
    private DateTime? ToUtc(DateTime local, TimeZoneInfo zone, DateTime after)
    {
        if (zone.IsInvalidTime(local))
        {
            var jumped = FirstValid(local, zone);
            return jumped > after ? jumped : null;
        }

        if (!zone.IsAmbiguousTime(local))
        {
            var utc = TimeZoneInfo.ConvertTimeToUtc(local, zone);
            return utc > after ? utc : null;
        }

        var offsets = zone.GetAmbiguousTimeOffsets(local);
        var first = DateTime.SpecifyKind(local - offsets.Max(), DateTimeKind.Utc);
        if (first > after)
        {
            return first;
        }

        var second = DateTime.SpecifyKind(local - offsets.Min(), DateTimeKind.Utc);
        return _hour.IsEvery && second > after ? second : null;
    }

    private static DateTime FirstValid(DateTime local, TimeZoneInfo zone)
    {
        var minute = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, local.Kind);
        while (zone.IsInvalidTime(minute))
        {
            minute = minute.AddMinutes(1);
        }

        return TimeZoneInfo.ConvertTimeToUtc(minute, zone);
    }

    private DateTime? NextLocal(DateTime after)
    {
        var at = new DateTime(after.Year, after.Month, after.Day, after.Hour, after.Minute, after.Second).AddSeconds(1);
        while (at.Year <= LastYear)
        {
            if (!_month.Contains(at.Month))
            {
                at = new DateTime(at.Year, at.Month, 1).AddMonths(1);
            }
            else if (!_days.Contains(at))
            {
                at = at.Date.AddDays(1);
            }
            else if (!_hour.Contains(at.Hour))
            {
                at = at.Date.AddHours(at.Hour + 1);
            }
            else if (!_minute.Contains(at.Minute))
            {
                at = at.AddSeconds(60 - at.Second);
            }
            else if (!_second.Contains(at.Second))
            {
                at = at.AddSeconds(1);
            }
            else
            {
                return at;
            }
        }

        return null;
    }

    private static string Expand(string expression) =>
        expression.ToLowerInvariant() switch
        {
            "@every_second" => "* * * * * *",
            "@every_minute" => "* * * * *",
            "@hourly" => "0 * * * *",
            "@daily" or "@midnight" => "0 0 * * *",
            "@weekly" => "0 0 * * 0",
            "@monthly" => "0 0 1 * *",
            "@yearly" or "@annually" => "0 0 1 1 *",
            _ => expression,
        };
}
