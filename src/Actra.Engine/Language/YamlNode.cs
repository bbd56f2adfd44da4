namespace Actra.Language;

/// <summary>A node of a document. Aliases are resolved: one node may stand in several places.</summary>
internal abstract class YamlNode(Position at, string? tag)
{
    private const string CoreTags = "tag:yaml.org,2002:";

    public Position At { get; } = at;

    /// <summary>The tag as written after resolving handles; null where the node has none.</summary>
    public string? Tag { get; } = tag;

    /// <summary>How many nodes it stands for with all aliases expanded.</summary>
    public long Size { get; protected set; } = 1;

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    public string? CoreTag =>
        Tag is not null && Tag.StartsWith(CoreTags, StringComparison.Ordinal) ? Tag[CoreTags.Length..] : null;

    /// <summary>The name of a custom tag (<c>!name</c>); null where the node has none.</summary>
    public string? CustomTag => Tag is { Length: > 1 } && Tag[0] == '!' ? Tag[1..] : null;
}

/// <summary>A scalar.</summary>
internal sealed class YamlScalar(Position at, string? tag, string text, bool plain) : YamlNode(at, tag)
{
    /// <summary>The text, quotes and escapes resolved.</summary>
    public string Text { get; } = text;

    /// <summary>True where it was written without quotes.</summary>
    public bool Plain { get; } = plain;

    /// <summary>True where nothing was written at all.</summary>
    public bool Empty => Plain && Text.Length == 0 && Tag is null;

    public override string Kind =>
        CoreScalar.Resolve(this) is var value
            ? value.Kind switch
            {
                ScalarKind.Null => "nothing",
                ScalarKind.Boolean => "a boolean",
                ScalarKind.Integer or ScalarKind.WideInteger or ScalarKind.Float => "a number",
                _ => "a string",
            }
            : "";
}

/// <summary>A sequence.</summary>
internal sealed class YamlSequence(Position at, string? tag) : YamlNode(at, tag)
{
    private readonly List<YamlNode> _items = [];

    public IReadOnlyList<YamlNode> Items => _items;

    public override string Kind => "a list";

    public void Add(YamlNode item)
    {
        _items.Add(item);
        Size += item.Size;
    }
}

/// <summary>A mapping, its entries in the order of the document, duplicates included.</summary>
internal sealed class YamlMapping(Position at, string? tag) : YamlNode(at, tag)
{
    private readonly List<(YamlNode Key, YamlNode Value)> _entries = [];

    public IReadOnlyList<(YamlNode Key, YamlNode Value)> Entries => _entries;

    public override string Kind => "a mapping";

    public void Add(YamlNode key, YamlNode value)
    {
        _entries.Add((key, value));
        Size += key.Size + value.Size;
    }
}
