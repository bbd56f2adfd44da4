using System.Globalization;

namespace Actra.Model;

/// <summary>
/// Durations as policies write them: one or more of <c>7d</c>, <c>24h</c>, <c>30m</c>, <c>10s</c>, <c>250ms</c>, largest unit first, without spaces, for
/// example <c>1d12h</c>. At most 10,000 days; never negative.
/// </summary>
public static class Durations
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>The longest duration that can be written.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(10_000);

    /// <summary>Reads a duration; false where the text is none.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text) || text.Length > 64)
        {
            return false;
        }

        long ticks = 0;
        var unit = -1;
        for (var i = 0; i < text.Length; )
        {
            var digits = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }

            var letters = i;
            while (i < text.Length && char.IsAsciiLetterLower(text[i]))
            {
                i++;
            }

            var next = Array.FindIndex(
                Units,
                candidate => text.AsSpan(letters, i - letters).SequenceEqual(candidate.Unit)
            );
            if (
                next <= unit
                || !long.TryParse(
                    text.AsSpan(digits, letters - digits),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                )
                || count > Longest.Ticks / Units[next].Ticks
            )
            {
                return false;
            }

            unit = next;
            ticks += count * Units[next].Ticks;
        }

        duration = new TimeSpan(ticks);
        return duration <= Longest;
    }

    /// <summary>Writes a duration in the largest units that say it exactly; what is below a millisecond is dropped.</summary>
    public static string Print(TimeSpan duration)
    {
        if (duration.Ticks < TimeSpan.TicksPerMillisecond)
        {
            return duration.Ticks > -TimeSpan.TicksPerMillisecond ? "0s" : "-" + Print(duration.Negate());
        }

        var rest = duration.Ticks;
        var text = "";
        foreach (var (unit, size) in Units)
        {
            if (rest >= size)
            {
                text += (rest / size).ToString(CultureInfo.InvariantCulture) + unit;
                rest %= size;
            }
        }

        return text;
    }
}
