using Actra.Model;

namespace Actra.Language;

/// <summary>Reads the declaration of one field, short (<c>amount: number</c>) or long (<c>amount: { type: number, default: 0 }</c>).</summary>
internal static class FieldReader
{
    private static readonly string[] Types1 = ["string", "number", "boolean"];
    private static readonly string[] Types2 = [.. Types1, "timestamp", "duration"];

    private static readonly Shape Long = new("a field", "type")
    {
        Version2 = ["default", "sensitive", "description"],
        Later = ["enum", "min", "max"],
    };

    public static FieldSchema Read(DocumentContext document, string name, YamlNode node)
    {
        if (node is not YamlMapping || document.Compatible)
        {
            return new FieldSchema(name, ReadType(document, name, node));
        }

        if (document.Language == 1)
        {
            document.Error(
                Codes.NeedsVersion2,
                node.At,
                $"the long form of a field is version 2; in version 1 write `{name}: string`",
                "write `version: 2` at the top of the document"
            );
            return new FieldSchema(name, FieldType.None);
        }

        var reader = StructReader.Open(document, node, Long with { What = $"the field `{name}`" })!;
        var type = ReadType(document, name, reader.Required("type"));
        return new FieldSchema(name, type)
        {
            Default = ReadDefault(document, name, type, reader.Optional("default")),
            Sensitive = document.Truth(reader.Optional("sensitive"), "`sensitive`") ?? false,
            Description = document.Text(reader.Optional("description"), "a description"),
        };
    }

    private static FieldType ReadType(DocumentContext document, string name, YamlNode? node)
    {
        if (Word.Read(document, node, $"the type of `{name}`") is not { } word)
        {
            return FieldType.None;
        }

        var known = document.Language == 1 ? Types1 : Types2;
        if (known.Contains(word) && FieldTypeNames.TryParse(word, out var type))
        {
            return type;
        }

        if (document.Language == 1 && Types2.Contains(word))
        {
            document.Error(
                Codes.NeedsVersion2,
                node!.At,
                $"the type `{word}` is a type of version 2",
                "write `version: 2` at the top of the document"
            );
        }
        else if (document.Language == 2 && word == "string_list")
        {
            document.Error(Codes.NotYetSupported, node!.At, $"the type `{word}` is not supported yet");
        }
        else
        {
            document.Error(
                Codes.UnknownWord,
                node!.At,
                $"unknown type `{word}` of the field `{name}`",
                document.Suggest(word, known)
            );
        }

        return FieldType.None;
    }

    private static FieldValue ReadDefault(DocumentContext document, string name, FieldType type, YamlNode? node)
    {
        if (
            node is null
            || type == FieldType.None
            || document.Literal(node, $"the default of `{name}`") is not { } literal
        )
        {
            return FieldValue.None;
        }

        var value = TimeLiterals.Convert(literal, type);
        if (value.Type == type)
        {
            return value;
        }

        document.Error(
            Codes.BadDefault,
            node.At,
            $"the default of `{name}` is no {type.ToName()}",
            TimeLiterals.Example(type)
        );
        return FieldValue.None;
    }
}
