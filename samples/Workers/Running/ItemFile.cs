using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workers.Running;

/// <summary>What a file of items holds: the good lines, and what is wrong with the others.</summary>
/// <param name="Items">The items, in order.</param>
/// <param name="BadLines">The number of each bad line and what is wrong with it.</param>
internal sealed record ItemFile(IReadOnlyList<Item> Items, IReadOnlyList<(int Number, string Problem)> BadLines)
{
    public static ItemFile Empty { get; } = new([], []);

    public static ItemFile Read(string path) => Parse(File.ReadLines(path));

    public static ItemFile Parse(IEnumerable<string> lines)
    {
        var items = new List<Item>();
        var bad = new List<(int, string)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var item = ParseLine(line);
                if (!names.Add(item.Name))
                {
                    throw new FormatException($"an item `{item.Name}` stands above already");
                }

                items.Add(item);
            }
            catch (JsonException e)
            {
                bad.Add((number, $"not JSON at byte {e.BytePositionInLine}"));
            }
            catch (FormatException e)
            {
                bad.Add((number, e.Message));
            }
        }

        return new ItemFile(items, bad);
    }

    /// <exception cref="FormatException">The line is no item.</exception>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public static Item ParseLine(string line)
    {
        if (JsonNode.Parse(line) is not JsonObject json)
        {
            throw new FormatException("an item is a JSON object");
        }

        RefuseHalfCharacters(line);

        var reader = new ItemReader(json);
        var kind =
            reader.Choice<ItemKind>("kind") ?? throw new FormatException("`kind` is missing: message, job or cron");
        var item = new Item(
            reader.Required("item"),
            kind,
            reader.Required("action"),
            reader.Actor(),
            reader.Fields(),
            reader.Choice<Wish>("decide"),
            reader.Flag("forged")
        );
        reader.RefuseOthers("item", "kind", "action", "actor", "fields", "decide", "forged");
        Trades.Check(item);
        return item;
    }

    /// <summary>An escape may spell half a character, which is no text. The parser does not look; whoever reads the text would throw.</summary>
    private static void RefuseHalfCharacters(string line)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        try
        {
            while (reader.Read())
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("an escape like `\\ud800` is half a character", e);
        }
    }
}
