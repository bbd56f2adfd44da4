using System.Globalization;
using System.Text;
using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Texts and values as YAML writes them.</summary>
internal static class YamlText
{
    private const int LongestComment = 160;

    public static string Literal(FieldValue value) =>
        value.Type == FieldType.String ? Quoted(value.AsString) : value.ToString();

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                _ when IsHidden(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A comment, on one line whatever the text.</summary>
    public static string Comment(string text)
    {
        var line = string.Concat(text.Select(c => IsHidden(c) ? ' ' : c));
        return "# " + (line.Length <= LongestComment ? line : line[..LongestComment] + "…");
    }

    private static bool IsHidden(char c) =>
        char.IsControl(c)
        || char.GetUnicodeCategory(c)
            is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;
}
