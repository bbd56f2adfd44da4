using System.Globalization;
using System.Text;

namespace Workers.Views;

/// <summary>
/// Text of other people, for a terminal: control characters, with which it could move the cursor, write lines of its own or turn its letters around, are shown as escapes,
/// and what is very long is cut.
/// </summary>
internal static class Plain
{
    private const int Longest = 400;

    public static string Of(string text)
    {
        var cut = text.Length > Longest;
        var plain = new StringBuilder();
        foreach (var rune in (cut ? text[..Longest] : text).EnumerateRunes())
        {
            if (IsControl(rune))
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                plain.Append(rune.ToString());
            }
        }

        return cut ? plain.Append('…').ToString() : plain.ToString();
    }

    private static bool IsControl(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
