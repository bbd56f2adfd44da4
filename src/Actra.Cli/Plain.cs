using System.Globalization;
using System.Text;
using Actra.Model;

namespace Actra.Cli;

/// <summary>Text of others on one line of a terminal: what would move the cursor, hide or reorder is written as an escape.</summary>
internal static class Plain
{
    public static string Text(string? text)
    {
        if (text is null)
        {
            return "";
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = Hides(rune)
                ? plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}")
                : plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    private static bool Hides(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time span for tables, in its two largest units from minutes on: <c>3d2h</c>, <c>55m</c>, <c>&lt;1m</c>.</summary>
    public static string Rough(TimeSpan span)
    {
        var unit = span >= TimeSpan.FromDays(1) ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        return span < unit ? "<1m" : Durations.Print(new TimeSpan(span.Ticks - (span.Ticks % unit.Ticks)));
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
