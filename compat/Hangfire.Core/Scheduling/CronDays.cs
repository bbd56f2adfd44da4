namespace Hangfire.Scheduling;

/// <summary>The two day fields of a cron expression, with the last day, the nearest weekday and the n-th weekday.</summary>
internal sealed class CronDays
{
    private readonly Func<DateTime, bool> _ofMonth;
    private readonly Func<DateTime, bool> _ofWeek;

    private CronDays(Func<DateTime, bool> ofMonth, Func<DateTime, bool> ofWeek)
    {
        _ofMonth = ofMonth;
        _ofWeek = ofWeek;
    }

    public static CronDays Parse(string ofMonth, string ofWeek) => new(OfMonth(ofMonth), OfWeek(ofWeek));

    public bool Contains(DateTime day) => _ofMonth(day) && _ofWeek(day);

    private static Func<DateTime, bool> OfMonth(string text)
    {
        var upper = text.ToUpperInvariant();
        if (upper.StartsWith('L'))
        {
            return FromEnd(upper);
        }

        if (upper.EndsWith('W'))
        {
            var target = CronField.Number("day of month", upper[..^1], 1, 31, []);
            return day => target <= LastDay(day) && day.Day == NearestWeekday(day, target);
        }

        var field = CronField.Parse("day of month", upper, 1, 31);
        return day => field.Contains(day.Day);
    }

    private static Func<DateTime, bool> FromEnd(string text)
    {
        var weekday = text.EndsWith('W');
        var rest = (weekday ? text[..^1] : text)[1..];
        var before = rest.Length == 0 ? 0 : CronField.Number("day of month", rest.TrimStart('-'), 0, 30, []);
        return day =>
        {
            var target = LastDay(day) - before;
            return target >= 1 && day.Day == (weekday ? NearestWeekday(day, target) : target);
        };
    }

    private static Func<DateTime, bool> OfWeek(string text)
    {
        var upper = text.ToUpperInvariant();
        if (upper.EndsWith('L') && upper.Length > 1)
        {
            var last = CronField.Number("day of week", upper[..^1], 0, 7, CronNames.Days) % 7;
            return day => (int)day.DayOfWeek == last && day.Day + 7 > LastDay(day);
        }

        var hash = upper.IndexOf('#');
        if (hash > 0)
        {
            var which = CronField.Number("day of week", upper[..hash], 0, 7, CronNames.Days) % 7;
            var nth = CronField.Number("day of week", upper[(hash + 1)..], 1, 5, []);
            return day => (int)day.DayOfWeek == which && ((day.Day - 1) / 7) + 1 == nth;
        }

        // Sunday is 0 and 7.
        var field = CronField.Parse("day of week", upper, 0, 7, CronNames.Days);
        return day => field.Contains((int)day.DayOfWeek) || (day.DayOfWeek == DayOfWeek.Sunday && field.Contains(7));
    }

    private static int LastDay(DateTime day) => DateTime.DaysInMonth(day.Year, day.Month);

    private static int NearestWeekday(DateTime month, int target) =>
        new DateTime(month.Year, month.Month, target).DayOfWeek switch
        {
            DayOfWeek.Saturday => target > 1 ? target - 1 : target + 2,
            DayOfWeek.Sunday => target < LastDay(month) ? target + 1 : target - 2,
            _ => target,
        };
}
