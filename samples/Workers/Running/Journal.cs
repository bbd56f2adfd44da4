using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workers.Running;

/// <summary>Which work stands for which item, so that a later run knows what an earlier one has sent. Messages are written down before they are sent.</summary>
/// <param name="path">The file.</param>
internal sealed class Journal(string path)
{
    /// <summary>Writes down that an item travels as this work.</summary>
    public void Write(Item item, string workId)
    {
        var line = new JsonObject
        {
            ["work_id"] = workId,
            ["item"] = item.Name,
            ["kind"] = item.Kind.ToString().ToLowerInvariant(),
            ["action"] = item.Action,
            ["actor"] = item.Actor,
            ["fields"] = item.Fields.DeepClone(),
            ["decide"] = item.Decide?.ToString().ToLowerInvariant(),
            ["forged"] = item.Forged,
        };
        File.AppendAllText(path, line.ToJsonString() + "\n");
    }

    /// <summary>Everything that was written down; a line that a kill cut short is left out, for its item was never sent.</summary>
    public IReadOnlyList<(string WorkId, Item Item)> Read() =>
        File.Exists(path) ? [.. File.ReadLines(path).Select(Parse).OfType<(string, Item)>()] : [];

    private static (string WorkId, Item Item)? Parse(string line)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            json.Remove("work_id", out var workId);
            return (workId!.GetValue<string>(), ItemFile.ParseLine(json.ToJsonString()));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
