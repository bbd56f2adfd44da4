using Actra.Model;

namespace Actra.Language;

/// <summary>Timestamps and durations, which documents and JSON write as strings.</summary>
internal static class TimeLiterals
{
    /// <summary>A string read as the timestamp or duration that is wanted; any other value as it is, and none where the string is unreadable.</summary>
    public static FieldValue Convert(FieldValue value, FieldType wanted)
    {
        if (value.Type != FieldType.String)
        {
            return value;
        }

        return wanted switch
        {
            FieldType.Timestamp => Timestamps.TryParse(value.AsString, out var time)
                ? FieldValue.Of(time)
                : FieldValue.None,
            FieldType.Duration => Durations.TryParse(value.AsString, out var length)
                ? FieldValue.Of(length)
                : FieldValue.None,
            _ => value,
        };
    }

    /// <summary>How a value of the type is written, as a hint; null where it needs none.</summary>
    public static string? Example(FieldType type) =>
        type switch
        {
            FieldType.Timestamp => "write for example `2026-03-01T09:30:00Z`, with an offset",
            FieldType.Duration => "write for example `30m`, `24h` or `7d`",
            _ => null,
        };
}
