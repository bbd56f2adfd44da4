using System.Globalization;
using Actra.Model;
using Microsoft.Extensions.Configuration;

namespace Actra.Hosting;

/// <summary>Simple values of the configuration section <c>Actra</c>. What is not there changes nothing; what cannot be read is reported with all other problems.</summary>
internal sealed class ConfigurationValues(IConfigurationSection section, ICollection<string> mistakes)
{
    public IConfigurationSection Section => section;

    public void Text(string key, Action<string> set)
    {
        if (section[key] is { } text)
        {
            set(text);
        }
    }

    public void Flag(string key, Action<bool> set) =>
        Text(
            key,
            text =>
            {
                if (bool.TryParse(text, out var value))
                {
                    set(value);
                }
                else
                {
                    Mistake(key, $"`{text}` is neither `true` nor `false`");
                }
            }
        );

    public void Whole(string key, Action<long> set) =>
        Text(
            key,
            text =>
            {
                if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                {
                    set(value);
                }
                else
                {
                    Mistake(key, $"`{text}` is no whole number");
                }
            }
        );

    /// <summary>A number of things.</summary>
    public void Count(string key, Action<int> set) =>
        Whole(key, value => set((int)Math.Clamp(value, int.MinValue, int.MaxValue)));

    public void Time(string key, Action<TimeSpan> set) =>
        Text(
            key,
            text =>
            {
                if (
                    Durations.TryParse(text, out var value)
                    || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value)
                )
                {
                    set(value);
                }
                else
                {
                    Mistake(key, $"`{text}` is no duration; write `30s`, `5m`, `24h` or `00:00:30`");
                }
            }
        );

    /// <summary>A time, or <c>never</c>.</summary>
    public void TimeOrNever(string key, Action<TimeSpan?> set)
    {
        if (string.Equals(section[key], "never", StringComparison.OrdinalIgnoreCase))
        {
            set(null);
        }
        else
        {
            Time(key, value => set(value));
        }
    }

    public void Mistake(string key, string problem) => mistakes.Add($"configuration `Actra:{key}`: {problem}");
}
