using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workers.Running;

/// <summary>Which work stands for which item and whose end was told, so that a later run knows what an earlier one has left. Messages are written down before they are sent.</summary>
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
        Append(line);
    }

    /// <summary>Writes down that the end of an item's work is known and was told.</summary>
    public void Close(string workId, Outcome outcome) =>
        Append(new JsonObject { ["work_id"] = workId, ["ended"] = outcome.ToName() });

    /// <summary>The work whose end was never told, with its items.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Item>> Open()
    {
        var open = new OrderedDictionary<string, Item>(StringComparer.Ordinal);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (Parse(line) is not var (workId, item))
            {
                continue;
            }

            if (item is null)
            {
                open.Remove(workId);
            }
            else
            {
                open[workId] = item;
            }
        }

        return open;
    }

    private void Append(JsonObject line) => File.AppendAllText(path, line.ToJsonString() + "\n");

    /// <returns>Null where a kill cut the line short: its item was never sent.</returns>
    private static (string WorkId, Item? Item)? Parse(string line)
    {
        try
        {
            var json = JsonNode.Parse(line)!.AsObject();
            json.Remove("work_id", out var workId);
            return (
                workId!.GetValue<string>(),
                json.ContainsKey("ended") ? null : ItemFile.ParseLine(json.ToJsonString())
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
