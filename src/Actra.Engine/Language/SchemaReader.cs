using Actra.Model;

namespace Actra.Language;

/// <summary>A schema document as read.</summary>
/// <param name="Schema">What it declares. A field whose type could not be read has the type none.</param>
/// <param name="Damaged">True where a part could not be read, so that what is missing may only be unread.</param>
internal sealed record SchemaSyntax(PolicySchema Schema, bool Damaged)
{
    public static SchemaSyntax Unread { get; } =
        new(
            new PolicySchema(
                0,
                new Dictionary<string, ActionSchema>(StringComparer.Ordinal),
                new Dictionary<string, FieldSchema>(StringComparer.Ordinal),
                new Dictionary<string, FieldSchema>(StringComparer.Ordinal)
            ),
            Damaged: true
        );
}

/// <summary>Nodes to a schema.</summary>
internal sealed class SchemaReader(DocumentContext document)
{
    private static readonly Shape Top = new("the schema", "version", "actions", "actor", "snapshot")
    {
        Version2 = ["description"],
    };

    private static readonly Shape Action = new("an action", "fields") { Version2 = ["description"] };

    private bool _damaged;

    public static SchemaSyntax Read(DocumentContext document) =>
        YamlReader.Read(document) is { } root ? new SchemaReader(document).ReadRoot(root) : SchemaSyntax.Unread;

    private SchemaSyntax ReadRoot(YamlNode root)
    {
        var version = VersionReader.Read(document, root);
        if (StructReader.Open(document, root, Top) is not { } top)
        {
            return SchemaSyntax.Unread;
        }

        top.Required("version");
        var actions = ReadActions(top.Required("actions"));
        var actor = ReadDomain(top.Required("actor"), "the actor");
        var snapshot = ReadDomain(top.Required("snapshot"), "the snapshot");
        return new SchemaSyntax(new PolicySchema(version, actions, actor, snapshot), _damaged);
    }

    private Dictionary<string, ActionSchema> ReadActions(YamlNode? node)
    {
        var actions = new Dictionary<string, ActionSchema>(StringComparer.Ordinal);
        var entries = document.FreeMap(node, "`actions`");
        _damaged |= entries is null;
        foreach (var (name, at, value) in entries ?? [])
        {
            var action = StructReader.Open(document, value, Action with { What = $"the action `{name}`" });
            var fields = ReadFields(action?.Required("fields"), $"the action `{name}`");
            if (fields.ContainsKey("type"))
            {
                document.Divergence(
                    Codes.FieldNamedType,
                    at,
                    $"the action `{name}` declares a field `type`, which is the action's own name",
                    document.Compatible ? "a payload can then choose the action it is judged as" : "rename the field"
                );
            }

            actions[name] = new ActionSchema(name, fields) { Description = Description(action) };
        }

        return actions;
    }

    private Dictionary<string, FieldSchema> ReadDomain(YamlNode? node, string what)
    {
        if (node is null)
        {
            _damaged = true;
            return ReadFields(null, what);
        }

        return ReadFields(StructReader.Open(document, node, Action with { What = what })?.Required("fields"), what);
    }

    private Dictionary<string, FieldSchema> ReadFields(YamlNode? node, string what)
    {
        var fields = new Dictionary<string, FieldSchema>(StringComparer.Ordinal);
        var entries = document.FreeMap(node, $"`fields` of {what}");
        _damaged |= entries is null;
        foreach (var (name, _, value) in entries ?? [])
        {
            fields[name] = FieldReader.Read(document, name, value);
        }

        return fields;
    }

    private string? Description(StructReader? reader) =>
        reader?.Optional("description") is { } node ? document.Text(node, "a description") : null;
}
