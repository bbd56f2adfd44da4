using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>Values as the original turns them into text (Python's <c>str</c> and <c>repr</c>): its text conditions were written against that.</summary>
internal static class PythonText
{
    /// <summary>A value as text: a string is itself, all else a literal.</summary>
    public static string Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Literal(value);

    public static string Literal(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                WriteAll(
                    text,
                    value.EnumerateObject(),
                    member =>
                    {
                        WriteText(text, member.Name);
                        text.Append(": ");
                        Write(text, member.Value);
                    }
                );
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                WriteAll(text, value.EnumerateArray(), item => Write(text, item));
                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value));
                break;
            default:
                text.Append(
                    value.ValueKind switch
                    {
                        JsonValueKind.True => "True",
                        JsonValueKind.False => "False",
                        _ => "None",
                    }
                );
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, IEnumerable<T> items, Action<T> write)
    {
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            first = false;
            write(item);
        }
    }

    private static string Number(JsonElement value)
    {
        var token = value.GetRawText();
        if (token.All(c => char.IsAsciiDigit(c) || c == '-'))
        {
            return token;
        }

        var number = value.GetDouble();
        var size = Math.Abs(number);
        return !double.IsFinite(number) ? (number < 0 ? "-inf" : "inf")
            : size is 0 or (>= 1e-4 and < 1e16) ? Plain(number)
            : Exponent(number);
    }

    private static string Plain(double number)
    {
        var digits = number.ToString("0.####################", CultureInfo.InvariantCulture);
        return digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0";
    }

    private static string Exponent(double number)
    {
        var digits = number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return digits.Contains('e', StringComparison.Ordinal)
            ? digits
            : number.ToString("0.################e+00", CultureInfo.InvariantCulture);
    }

    private static void WriteText(StringBuilder text, string value)
    {
        var quote =
            value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal)
                ? '"'
                : '\'';
        text.Append(quote);
        foreach (var c in value)
        {
            _ = c switch
            {
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                _ when c == quote => text.Append('\\').Append(c),
                < ' ' or '\u007F' or (>= '\u0080' and < '\u00A1') or '\u00AD' => text.Append(
                    CultureInfo.InvariantCulture,
                    $@"\x{(int)c:x2}"
                ),
                _ => text.Append(c),
            };
        }

        text.Append(quote);
    }
}
