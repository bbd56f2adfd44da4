namespace Actra.Language;

/// <summary>
/// Reads nodes as the original reads the inside of a part with variants: scalars keep the type that YAML gives them, so the number 5 is no text. No
/// problem is reported: null means that the variant does not fit.
/// </summary>
internal static class Content
{
    /// <summary>True where the original can hold the part at all: without custom tags, integers of more than 64 bits, and too deep a nesting.</summary>
    /// <param name="node">The part.</param>
    /// <param name="depth">How deep it stands in the document.</param>
    public static bool IsReadable(YamlNode node, int depth) =>
        node.CustomTag is null
        && node switch
        {
            YamlScalar scalar => CoreScalar.Resolve(scalar).Kind
                is not ScalarKind.WideInteger
                    and not ScalarKind.Invalid,
            _ when depth > Limits.OriginalDepth => false,
            YamlSequence list => list.Items.All(i => IsReadable(i, depth + 1)),
            YamlMapping mapping => mapping.Entries.All(e =>
                IsReadable(e.Key, depth + 1) && IsReadable(e.Value, depth + 1)
            ),
            _ => true,
        };

    /// <summary>The values of the given keys of a mapping, where all are there, each once.</summary>
    public static YamlNode[]? Struct(YamlNode node, params string[] keys)
    {
        if (node is not YamlMapping mapping)
        {
            return null;
        }

        var values = new YamlNode?[keys.Length];
        foreach (var (key, value) in mapping.Entries)
        {
            var index = key is YamlScalar scalar ? IndexOf(scalar, keys) : -2;
            if (index == -2 || (index >= 0 && values[index] is not null))
            {
                return null;
            }

            if (index >= 0)
            {
                values[index] = value;
            }
        }

        return values.Contains(null) ? null : [.. values.Select(v => v!)];
    }

    /// <summary>As <see cref="Struct"/>; a list with the values in the order of the keys does as well.</summary>
    public static YamlNode[]? StructOrList(YamlNode node, params string[] keys) =>
        node is YamlSequence list
            ? list.Items.Count == keys.Length
                ? [.. list.Items]
                : null
            : Struct(node, keys);

    public static string? Text(YamlNode node) =>
        node is YamlScalar scalar && CoreScalar.Resolve(scalar) is { Kind: ScalarKind.String } value
            ? value.Text
            : null;

    public static bool? Truth(YamlNode node) =>
        node is YamlScalar scalar && CoreScalar.Resolve(scalar) is { Kind: ScalarKind.Boolean } value
            ? value.Truth
            : null;

    public static ulong? Count(YamlNode node) =>
        node is YamlScalar scalar
        && CoreScalar.Resolve(scalar) is { Kind: ScalarKind.Integer, Integer.Sign: >= 0 } value
            ? (ulong)value.Integer
            : null;

    public static IReadOnlyList<string>? Texts(YamlNode node)
    {
        if (node is not YamlSequence list)
        {
            return null;
        }

        var texts = new List<string>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (Text(item) is not { } text)
            {
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>Which of the keys it is; -1 where it is another, -2 where it cannot be a key. An unsigned integer stands for the key of that number.</summary>
    private static int IndexOf(YamlScalar key, string[] keys)
    {
        var value = CoreScalar.Resolve(key);
        return value.Kind switch
        {
            ScalarKind.String => Array.IndexOf(keys, value.Text),
            ScalarKind.Integer when value.Integer.Sign >= 0 => value.Integer < keys.Length ? (int)value.Integer : -1,
            _ => -2,
        };
    }
}
