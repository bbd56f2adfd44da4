using System.Globalization;

namespace Hangfire;

/// <summary>Cron expressions by name.</summary>
public static class Cron
{
    public static string Minutely() => "* * * * *";

    public static string Hourly() => Hourly(minute: 0);

    public static string Hourly(int minute) => Text($"{minute} * * * *");

    public static string Daily() => Daily(hour: 0);

    public static string Daily(int hour) => Daily(hour, minute: 0);

    public static string Daily(int hour, int minute) => Text($"{minute} {hour} * * *");

    public static string Weekly() => Weekly(DayOfWeek.Monday);

    public static string Weekly(DayOfWeek dayOfWeek) => Weekly(dayOfWeek, hour: 0);

    public static string Weekly(DayOfWeek dayOfWeek, int hour) => Weekly(dayOfWeek, hour, minute: 0);

    public static string Weekly(DayOfWeek dayOfWeek, int hour, int minute) =>
        Text($"{minute} {hour} * * {(int)dayOfWeek}");

    public static string Monthly() => Monthly(day: 1);

    public static string Monthly(int day) => Monthly(day, hour: 0);

    public static string Monthly(int day, int hour) => Monthly(day, hour, minute: 0);

    public static string Monthly(int day, int hour, int minute) => Text($"{minute} {hour} {day} * *");

    public static string Yearly() => Yearly(month: 1);

    public static string Yearly(int month) => Yearly(month, day: 1);

    public static string Yearly(int month, int day) => Yearly(month, day, hour: 0);

    public static string Yearly(int month, int day, int hour) => Yearly(month, day, hour, minute: 0);

    public static string Yearly(int month, int day, int hour, int minute) => Text($"{minute} {hour} {day} {month} *");

    public static string Never() => Yearly(2, 31);

    [Obsolete("Write the expression.")]
    public static string MinuteInterval(int interval) => Text($"*/{interval} * * * *");

    [Obsolete("Write the expression.")]
    public static string HourInterval(int interval) => Text($"0 */{interval} * * *");

    [Obsolete("Write the expression.")]
    public static string DayInterval(int interval) => Text($"0 0 */{interval} * *");

    [Obsolete("Write the expression.")]
    public static string MonthInterval(int interval) => Text($"0 0 1 */{interval} *");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
