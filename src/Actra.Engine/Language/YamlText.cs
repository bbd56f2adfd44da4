using System.Globalization;
using System.Text;

namespace Actra.Language;

/// <summary>What is checked of a document's text before it is parsed: its size and its characters.</summary>
internal static class YamlText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text to parse; null where it may not be parsed, which has then been reported.</summary>
    public static string? Check(DocumentContext document)
    {
        var text = document.Text;
        if (text.Length > Limits.Bytes || Encoding.UTF8.GetByteCount(text) > Limits.Bytes)
        {
            document.Error(Codes.TooLarge, default, $"the document is larger than {Limits.Bytes} bytes");
            return null;
        }

        if (text.Length > 0 && text[0] == ByteOrderMark)
        {
            // The original counts a byte order mark as a column, which takes the first key out of line with the others.
            text = (document.Compatible ? " " : "") + text[1..];
        }

        var (line, start) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
            else if (!IsAllowed(text, i))
            {
                var number = ((int)c).ToString("X4", CultureInfo.InvariantCulture);
                document.Error(
                    Codes.NotYaml,
                    new Position(line, i - start + 1),
                    $"the document is not valid YAML: the character U+{number} is not allowed",
                    "write it as an escape in double quotes"
                );
                return null;
            }

            i += char.IsHighSurrogate(c) ? 1 : 0;
        }

        return text;
    }

    private static bool IsAllowed(string text, int i)
    {
        var c = text[i];
        return c switch
        {
            '\t' or '\n' or '\r' or '\u0085' => true,
            < ' ' or '\u007F' => false,
            < '\u007F' => true,
            < '\u00A0' or '\uFFFE' or '\uFFFF' => false,
            _ when char.IsHighSurrogate(c) => i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]),
            _ => !char.IsLowSurrogate(c),
        };
    }
}
