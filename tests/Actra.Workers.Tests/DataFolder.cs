using System.Text.Json;

namespace Actra.Workers.Tests;

/// <summary>A data directory for one test, and what the sample has written there.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("actra-workers-").FullName;

    /// <summary>What handlers have done, by item; an item that ran twice stands there twice.</summary>
    public IReadOnlyList<string> Executed
    {
        get
        {
            var items = ItemsByWork;
            return [.. Lines("ledger.jsonl").Select(line => items[Text(line, "work_id")])];
        }
    }

    /// <summary>The items that were sent, by the id of the work that stands for each.</summary>
    public IReadOnlyDictionary<string, string> ItemsByWork =>
        Lines("journal.jsonl")
            .Where(line => line.TryGetProperty("item", out _))
            .ToDictionary(line => Text(line, "work_id"), line => Text(line, "item"));

    /// <summary>How many items have come to their end, and were told of.</summary>
    public int Ended => Lines("journal.jsonl").Count(line => line.TryGetProperty("ended", out _));

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file of items.</summary>
    public string Items(params string[] lines)
    {
        var path = File("items.jsonl");
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private IEnumerable<JsonElement> Lines(string name) =>
        System.IO.File.Exists(File(name))
            ? System.IO.File.ReadLines(File(name)).Select(line => JsonDocument.Parse(line).RootElement)
            : [];
}
