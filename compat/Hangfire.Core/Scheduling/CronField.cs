using System.Globalization;

namespace Hangfire.Scheduling;

/// <summary>The set of numbers that one field of a cron expression allows.</summary>
internal sealed class CronField
{
    private readonly bool[] _allowed;

    private CronField(bool[] allowed, bool isEvery)
    {
        _allowed = allowed;
        IsEvery = isEvery;
    }

    /// <summary>Whether the field names an interval (a star, a range, a step) rather than single values.</summary>
    public bool IsEvery { get; }

    public static CronField Parse(string name, string text, int min, int max, string[] names = null)
    {
        var allowed = new bool[max + 1];
        foreach (var part in text.Split(','))
        {
            Add(allowed, name, part, min, max, names ?? []);
        }

        return new CronField(allowed, text.AsSpan().ContainsAny('*', '-', '/'));
    }

    public bool Contains(int value) => _allowed[value];

    public static int Number(string name, string text, int min, int max, string[] names)
    {
        var named = Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
        {
            return named + min;
        }

        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
            ? number
            : throw new FormatException($"The {name} of a cron expression is from {min} to {max}, not `{text}`.");
    }

    private static void Add(bool[] allowed, string name, string part, int min, int max, string[] names)
    {
        var step = 1;
        var range = part;
        var slash = part.IndexOf('/');
        if (slash >= 0)
        {
            range = part[..slash];
            step = Number(name, part[(slash + 1)..], 0, max, []);
            if (step == 0)
            {
                throw new FormatException($"The step of the {name} of a cron expression is at least 1.");
            }
        }

        var (from, to) = Range(name, range, min, max, names, hasStep: slash >= 0);
        var length = from <= to ? to - from : to + (max - min + 1) - from;
        for (var i = 0; i <= length; i += step)
        {
            allowed[min + ((from - min + i) % (max - min + 1))] = true;
        }
    }

    private static (int From, int To) Range(string name, string text, int min, int max, string[] names, bool hasStep)
    {
        if (text is "*" or "?")
        {
            return (min, max);
        }

        var dash = text.IndexOf('-');
        if (dash > 0)
        {
            return (Number(name, text[..dash], min, max, names), Number(name, text[(dash + 1)..], min, max, names));
        }

        var number = Number(name, text, min, max, names);
        return (number, hasStep ? max : number);
    }
}
