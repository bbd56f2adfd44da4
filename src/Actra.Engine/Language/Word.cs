namespace Actra.Language;

/// <summary>Reads one of a fixed set of words, such as an effect. The original also takes it as a tag: <c>effect: !block</c>.</summary>
internal static class Word
{
    public static string? Read(DocumentContext document, YamlNode? node, string what)
    {
        switch (node)
        {
            case null:
                return null;
            case YamlScalar { CustomTag: { } tag, Plain: true, Text: "" or "~" or "null" }:
                return tag;
            case YamlScalar { CustomTag: not null }:
                document.Error(Codes.WrongShape, node.At, $"{what} must be a word");
                return null;
            case YamlScalar scalar:
                return scalar.Text;
            default:
                document.Error(Codes.WrongShape, node.At, $"{what} must be a word, not {node.Kind}");
                return null;
        }
    }
}
