using System.Globalization;
using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>Numbers as the original reads them (Python's <c>float</c>): numbers, truths, and texts such as <c>" 5 "</c>, <c>"1e9"</c>, <c>"60_000"</c>, <c>"nan"</c>.</summary>
internal static class PythonNumber
{
    /// <summary>The number; null where the value is none. Infinite where it is too large.</summary>
    public static double? Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String => Of(value.GetString()!),
            _ => null,
        };

    private static double? Of(string text)
    {
        var digits = string.Concat(text.Trim().Select(Ascii));
        var bare = digits.TrimStart('+', '-');
        if (digits.Length - bare.Length <= 1 && bare.ToLowerInvariant() is "inf" or "infinity" or "nan")
        {
            return char.ToLowerInvariant(bare[0]) == 'n' ? double.NaN
                : digits[0] == '-' ? double.NegativeInfinity
                : double.PositiveInfinity;
        }

        return double.TryParse(
            WithoutUnderscores(digits),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    private static char Ascii(char c) => char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c;

    /// <summary>Underscores may stand between two digits; elsewhere they stay, and spoil the number.</summary>
    private static string WithoutUnderscores(string text) =>
        string.Concat(
            text.Where(
                (c, i) =>
                    c != '_'
                    || i == 0
                    || i == text.Length - 1
                    || !char.IsAsciiDigit(text[i - 1])
                    || !char.IsAsciiDigit(text[i + 1])
            )
        );
}
