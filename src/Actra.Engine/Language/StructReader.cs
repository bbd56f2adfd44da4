namespace Actra.Language;

/// <summary>
/// A mapping with known keys. Unknown keys are errors, duplicate ones too; in compatible mode unknown keys are dropped with a warning, as the
/// original does in silence.
/// </summary>
internal sealed class StructReader
{
    private readonly DocumentContext _document;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Position> _keys = new(StringComparer.Ordinal);
    private readonly Shape _shape;
    private bool _hasUnknown;

    private StructReader(DocumentContext document, Shape shape, Position at)
    {
        _document = document;
        _shape = shape;
        At = at;
    }

    public Position At { get; }

    /// <summary>The keys that are present, in the order of the document.</summary>
    public IReadOnlyCollection<string> Present => _values.Keys;

    /// <summary>Opens a node as a mapping; null where it is none, which has then been reported. Nothing written counts as an empty mapping.</summary>
    public static StructReader? Open(DocumentContext document, YamlNode node, Shape shape)
    {
        var reader = new StructReader(document, shape, node.At);
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var (key, value) in mapping.Entries)
                {
                    reader.Add(key, value);
                }

                return reader;
            case YamlScalar { Empty: true }:
                return reader;
            default:
                document.Error(Codes.WrongShape, node.At, $"{shape.What} must be a mapping, not {node.Kind}");
                return null;
        }
    }

    /// <summary>The value of a key; null where it is absent.</summary>
    public YamlNode? Optional(string key) => _values.GetValueOrDefault(key);

    /// <summary>The value of a key; null where it is absent, which is then reported.</summary>
    public YamlNode? Required(string key, string? hint = null)
    {
        if (_values.TryGetValue(key, out var value))
        {
            return value;
        }

        _document.Error(Codes.MissingKey, At, $"{_shape.What} has no `{key}`", hint);
        return null;
    }

    /// <summary>True where nothing is there, and nothing was meant to be: no unknown key has been reported either.</summary>
    public bool SaysNothing => _values.Count == 0 && !_hasUnknown;

    public Position KeyAt(string key) => _keys.GetValueOrDefault(key, At);

    private void Add(YamlNode keyNode, YamlNode value)
    {
        if (keyNode is not YamlScalar { Text: var key })
        {
            _document.Error(Codes.WrongShape, keyNode.At, $"a key of {_shape.What} must be a word, not {keyNode.Kind}");
            return;
        }

        if (!_shape.Knows(key, _document.Language))
        {
            _hasUnknown = true;
            ReportUnknown(key, keyNode.At);
        }
        else if (!_values.TryAdd(key, value))
        {
            _document.Error(Codes.DuplicateKey, keyNode.At, $"{_shape.What} has `{key}` twice");
        }
        else
        {
            _keys.Add(key, keyNode.At);
        }
    }

    private void ReportUnknown(string key, Position at)
    {
        if (_document.Compatible || !_shape.IsOfVersion2(key))
        {
            _document.Divergence(
                Codes.UnknownKey,
                at,
                $"unknown key `{key}` in {_shape.What}",
                _document.Compatible ? "the key is ignored" : _document.Suggest(key, _shape.KeysOf(_document.Language))
            );
        }
        else if (_document.Language == 1)
        {
            _document.Error(
                Codes.NeedsVersion2,
                at,
                $"`{key}` in {_shape.What} is a key of version 2",
                "write `version: 2` at the top of the document"
            );
        }
        else
        {
            _document.Error(
                Codes.NotYetSupported,
                at,
                $"`{key}` in {_shape.What} is not supported yet",
                "this release would not act on it, so it does not accept it"
            );
        }
    }
}
