using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workers.Running;

/// <summary>Reads the members of one line; says what is wrong by throwing <see cref="FormatException"/>.</summary>
internal sealed class ItemReader
{
    private readonly Dictionary<string, JsonNode?> _members = new(StringComparer.Ordinal);

    public ItemReader(JsonObject json)
    {
        try
        {
            foreach (var (name, value) in json)
            {
                _members[name] = value;
            }
        }
        catch (ArgumentException e)
        {
            throw new FormatException("a member stands twice in the object", e);
        }
    }

    public string Required(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new FormatException($"`{name}` is missing");

    public string? Actor()
    {
        if (Text("actor") is not { } actor)
        {
            return null;
        }

        return actor.Split(':') is [{ Length: > 0 }, { Length: > 0 }]
            ? actor
            : throw new FormatException($"`actor` is `{actor}`; write `type:id`, for example `user:alice`");
    }

    public JsonObject Fields() =>
        _members.GetValueOrDefault("fields") switch
        {
            null => [],
            JsonObject fields => Whole(fields),
            _ => throw new FormatException("`fields` is no JSON object"),
        };

    public bool Flag(string name) =>
        _members.GetValueOrDefault(name) switch
        {
            null => false,
            JsonValue value when value.TryGetValue(out bool flag) => flag,
            _ => throw new FormatException($"`{name}` is neither true nor false"),
        };

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToList();
        var index = names.IndexOf(text);
        return index >= 0
            ? Enum.GetValues<T>()[index]
            : throw new FormatException($"`{name}` is `{text}`; it may be {string.Join(", ", names)}");
    }

    public void RefuseOthers(params string[] known)
    {
        if (_members.Keys.FirstOrDefault(name => !known.Contains(name)) is { } other)
        {
            throw new FormatException($"`{other}` is unknown; an item has {string.Join(", ", known)}");
        }
    }

    /// <summary>Members are looked at lazily: a name that stands twice would throw much later.</summary>
    private static JsonObject Whole(JsonObject fields)
    {
        try
        {
            _ = fields.Count;
            return fields;
        }
        catch (ArgumentException e)
        {
            throw new FormatException("a field stands twice in `fields`", e);
        }
    }

    private string? Text(string name) =>
        _members.GetValueOrDefault(name) switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out string? text) => text,
            _ => throw new FormatException($"`{name}` is no text"),
        };
}
