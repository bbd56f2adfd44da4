using System.Numerics;
using Actra.Model;

namespace Actra.Language;

/// <summary>Reads scalars and lists out of nodes, and reports those that are something else.</summary>
internal static class NodeReading
{
    /// <summary>A text for which the source text of any scalar does: <c>id: 12</c> is the text 12. Strictly, nothing is no text.</summary>
    public static string? SourceText(this DocumentContext document, YamlNode? node, string what)
    {
        if (node is YamlScalar scalar && (document.Compatible || CoreScalar.Resolve(scalar).Kind != ScalarKind.Null))
        {
            return scalar.Text;
        }

        if (node is not null)
        {
            document.Error(Codes.WrongShape, node.At, $"{what} must be a string, not {node.Kind}");
        }

        return null;
    }

    /// <summary>A text that YAML reads as a string.</summary>
    public static string? Text(this DocumentContext document, YamlNode? node, string what)
    {
        if (node is YamlScalar scalar)
        {
            if (CoreScalar.Resolve(scalar) is { Kind: ScalarKind.String } value)
            {
                return value.Text;
            }

            var hint = scalar.Plain && scalar.Text.Length > 0 ? $"write it in quotes: \"{scalar.Text}\"" : null;
            document.Error(Codes.WrongShape, node.At, $"{what} must be a string, not {node.Kind}", hint);
        }
        else if (node is not null)
        {
            document.Error(Codes.WrongShape, node.At, $"{what} must be a string, not {node.Kind}");
        }

        return null;
    }

    public static bool? Truth(this DocumentContext document, YamlNode? node, string what)
    {
        if (node is YamlScalar scalar && CoreScalar.Resolve(scalar) is { Kind: ScalarKind.Boolean } value)
        {
            return value.Truth;
        }

        if (node is not null)
        {
            var hint = node is YamlScalar { Text: "yes" or "no" or "on" or "off" } ? "write `true` or `false`" : null;
            document.Error(Codes.WrongShape, node.At, $"{what} must be true or false, not {node.Kind}", hint);
        }

        return null;
    }

    /// <summary>A whole number that is not negative.</summary>
    public static ulong? Count(
        this DocumentContext document,
        YamlNode? node,
        string what,
        ulong atMost = ulong.MaxValue
    )
    {
        if (
            node is YamlScalar scalar
            && CoreScalar.Resolve(scalar) is { Kind: ScalarKind.Integer } value
            && value.Integer.Sign >= 0
            && value.Integer <= atMost
        )
        {
            return (ulong)value.Integer;
        }

        if (node is not null)
        {
            document.Error(Codes.WrongShape, node.At, $"{what} must be a whole number from 0 to {atMost}");
        }

        return null;
    }

    /// <summary>A list. Nothing written counts as an empty one.</summary>
    public static IReadOnlyList<YamlNode>? Items(this DocumentContext document, YamlNode? node, string what)
    {
        switch (node)
        {
            case YamlSequence list:
                return list.Items;
            case YamlScalar { Empty: true }:
                return [];
            case null:
                return null;
            default:
                document.Error(Codes.WrongShape, node.At, $"{what} must be a list, not {node.Kind}");
                return null;
        }
    }

    /// <summary>A list of texts.</summary>
    public static IReadOnlyList<string>? Texts(this DocumentContext document, YamlNode? node, string what)
    {
        if (document.Items(node, what) is not { } items)
        {
            return null;
        }

        var texts = new List<string>(items.Count);
        foreach (var item in items)
        {
            var text = document.Compatible
                ? document.SourceText(item, "an item of " + what)
                : document.Text(item, "an item of " + what);
            if (text is not null)
            {
                texts.Add(text);
            }
        }

        return texts.Count == items.Count ? texts : null;
    }

    /// <summary>A mapping with free keys; the last of equal keys wins. Nothing written counts as an empty one.</summary>
    public static IReadOnlyList<(string Key, Position KeyAt, YamlNode Value)>? FreeMap(
        this DocumentContext document,
        YamlNode? node,
        string what
    )
    {
        if (node is null or YamlScalar { Empty: true })
        {
            return node is null ? null : [];
        }

        if (node is not YamlMapping mapping)
        {
            document.Error(Codes.WrongShape, node.At, $"{what} must be a mapping, not {node.Kind}");
            return null;
        }

        var entries = new List<(string, Position, YamlNode)>(mapping.Entries.Count);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (keyNode, value) in mapping.Entries)
        {
            if (keyNode is not YamlScalar { Text: var key })
            {
                document.Error(Codes.WrongShape, keyNode.At, $"a name in {what} must be a word, not {keyNode.Kind}");
            }
            else if (index.TryGetValue(key, out var earlier))
            {
                document.Divergence(
                    Codes.DuplicateKey,
                    keyNode.At,
                    $"{what} has `{key}` twice",
                    document.Compatible ? "the last one counts" : null
                );
                entries[earlier] = (key, keyNode.At, value);
            }
            else
            {
                index.Add(key, entries.Count);
                entries.Add((key, keyNode.At, value));
            }
        }

        return entries;
    }

    /// <summary>A literal: a string, a number or a boolean.</summary>
    public static FieldValue? Literal(this DocumentContext document, YamlNode? node, string what)
    {
        var value = node is YamlScalar scalar ? CoreScalar.Resolve(scalar) : default;
        switch (value.Kind)
        {
            case ScalarKind.String when node is YamlScalar:
                return FieldValue.Of(value.Text);
            case ScalarKind.Boolean:
                return FieldValue.Of(value.Truth);
            case ScalarKind.Integer or ScalarKind.Float:
                CheckExact(document, node!.At, value);
                return FieldValue.Of(value.Number);
            case ScalarKind.WideInteger:
                document.Error(
                    Codes.InexactNumber,
                    node!.At,
                    $"the integer {value.Text} does not fit a number exactly",
                    "write it in quotes, and declare the field a string"
                );
                return null;
            default:
                if (node is not null)
                {
                    document.Error(
                        Codes.WrongShape,
                        node.At,
                        $"{what} must be a string, a number or a boolean, not {node.Kind}"
                    );
                }

                return null;
        }
    }

    private static void CheckExact(DocumentContext document, Position at, CoreScalar value)
    {
        if (!double.IsFinite(value.Number))
        {
            document.Divergence(Codes.InexactNumber, at, $"the number {value.Text} is not finite");
        }
        else if (!value.Integer.IsZero && new BigInteger(value.Number) != value.Integer)
        {
            document.Divergence(
                Codes.InexactNumber,
                at,
                $"the integer {value.Text} does not fit a number exactly",
                document.Compatible ? "it is rounded" : "write it in quotes, and declare the field a string"
            );
        }
    }
}
