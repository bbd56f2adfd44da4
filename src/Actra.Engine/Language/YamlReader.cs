using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Actra.Language;

/// <summary>Text to nodes, from the parser's events, within <see cref="Limits"/>. Reports problems and gives null where there is no node.</summary>
internal sealed class YamlReader
{
    private static readonly string[] CoreTags =
    [
        .. from name in (string[])["str", "int", "float", "bool", "null", "map", "seq"]
        select "tag:yaml.org,2002:" + name,
    ];

    private readonly DocumentContext _document;
    private readonly YamlMarks _marks;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private int _aliases;
    private long _expanded;

    private YamlReader(DocumentContext document, string text)
    {
        _document = document;
        _marks = new YamlMarks(text);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads the one document of a text. An empty text gives an empty scalar.</summary>
    public static YamlNode? Read(DocumentContext document)
    {
        if (YamlText.Check(document) is not { } text)
        {
            return null;
        }

        var reader = new YamlReader(document, text);
        try
        {
            return reader.ReadStream();
        }
        catch (YamlException e)
        {
            document.Error(Codes.NotYaml, At(e.Start), "the document is not valid YAML: " + Lower(e.Message));
            return null;
        }
        catch (LimitException)
        {
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser's scanner has states that it does not expect itself; what leads there is a malformed document.
            var at = reader._parser.Current is { } last ? At(last.End) : new Position(1, 1);
            document.Error(
                Codes.NotYaml,
                at,
                "the document is not valid YAML after this place",
                "lines inside `[ ]` and `{ }` must be indented further than the line that opens them"
            );
            return null;
        }
    }

    private static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static string Lower(string message) =>
        message.Length > 1 && char.IsUpper(message[0]) && !char.IsUpper(message[1])
            ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.')
            : message.TrimEnd('.');

    private YamlNode? ReadStream()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
        {
            return new YamlScalar(new Position(1, 1), null, "", plain: true);
        }

        _parser.MoveNext();
        var root = ReadNode(depth: 1);
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is DocumentStart next)
        {
            _document.Error(
                Codes.SeveralDocuments,
                At(next.Start),
                "there is more than one document in the text",
                "remove the `---` and what follows it"
            );
        }

        return root;
    }

    /// <summary>Reads the node at the current event and leaves the parser on its last event.</summary>
    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        var limit = _document.Compatible ? Limits.CompatibleDepth : Limits.Depth;
        if (depth > limit)
        {
            throw Over(Codes.TooDeep, current, $"the document is nested more than {limit} levels deep");
        }

        return current switch
        {
            AnchorAlias alias => Expand(alias),
            Scalar scalar => Register(
                scalar,
                new YamlScalar(
                    At(scalar.Start),
                    TagOf(scalar),
                    scalar.Value,
                    scalar.Style is ScalarStyle.Plain or ScalarStyle.Any
                )
            ),
            SequenceStart start => ReadSequence(start, depth),
            MappingStart start => ReadMapping(start, depth),
            _ => throw new YamlException(current.Start, current.End, "the document ends too early"),
        };
    }

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        Open(start);
        var node = new YamlSequence(At(start.Start), TagOf(start));
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (start.Style == SequenceStyle.Block)
            {
                _marks.CheckIndent(_parser.Current!);
            }

            node.Add(ReadNode(depth + 1));
        }

        return Register(start, node);
    }

    private YamlMapping ReadMapping(MappingStart start, int depth)
    {
        Open(start);
        var node = new YamlMapping(At(start.Start), TagOf(start));
        ParsingEvent? last = null;
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var keyEvent = _parser.Current!;
            if (start.Style == MappingStyle.Block)
            {
                _marks.CheckIndent(keyEvent);
            }
            else if (last is not null)
            {
                _marks.CheckBetween(last, keyEvent, ',');
            }

            var key = ReadNode(depth + 1);
            keyEvent = _parser.Current!;
            _parser.MoveNext();
            if (start.Style != MappingStyle.Block)
            {
                _marks.CheckBetween(keyEvent, _parser.Current!, ':');
            }

            node.Add(key, ReadNode(depth + 1));
            last = _parser.Current;
        }

        return Register(start, node);
    }

    private YamlNode Expand(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw new YamlException(alias.Start, alias.End, $"the alias `*{alias.Value.Value}` has no anchor");
        }

        if (target is null)
        {
            throw new YamlException(alias.Start, alias.End, $"the alias `*{alias.Value.Value}` contains itself");
        }

        if (++_aliases > Limits.Aliases)
        {
            throw Over(Codes.TooManyAliases, alias, $"the document has more than {Limits.Aliases} aliases");
        }

        _expanded += target.Size;
        return _expanded <= Limits.ExpandedNodes
            ? target
            : throw Over(
                Codes.TooManyAliases,
                alias,
                $"the document's aliases expand to more than {Limits.ExpandedNodes} nodes"
            );
    }

    private void Open(NodeEvent start)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = null;
        }
    }

    private T Register<T>(NodeEvent start, T node)
        where T : YamlNode
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private LimitException Over(string code, ParsingEvent at, string message)
    {
        _document.Error(code, At(at.Start), message);
        return new LimitException();
    }

    private string? TagOf(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific)
        {
            return null;
        }

        if (!_document.Compatible && !CoreTags.Contains(node.Tag.Value, StringComparer.Ordinal))
        {
            _document.Error(Codes.Tag, At(node.Start), $"the tag `{node.Tag.Value}` has no meaning here", "remove it");
        }

        return node.Tag.Value;
    }

    private sealed class LimitException : Exception;
}
