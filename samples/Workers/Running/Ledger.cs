using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workers.Running;

/// <summary>What handlers have really done: they append a line each. It stands for the bank, the cluster and the database of a real host.</summary>
/// <param name="path">The file.</param>
public sealed class Ledger(string path)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>What was done in this process and has not been looked at.</summary>
    public ConcurrentQueue<Entry> Written { get; } = new();

    /// <summary>Appends a line; it is in the file when this returns.</summary>
    public async Task WriteAsync(string workId, string action, string did)
    {
        var entry = new Entry(workId, action, did);
        await _turn.WaitAsync();
        try
        {
            await File.AppendAllTextAsync(path, JsonSerializer.Serialize(entry, s_json) + "\n");
        }
        finally
        {
            _turn.Release();
        }

        Written.Enqueue(entry);
    }

    /// <summary>What was done so far, in this run and earlier ones.</summary>
    public IReadOnlyList<Entry> Read() =>
        File.Exists(path)
            ?
            [
                .. File.ReadLines(path)
                    .Where(line => line.EndsWith('}'))
                    .Select(line => JsonSerializer.Deserialize<Entry>(line, s_json)!),
            ]
            : [];

    /// <summary>One execution.</summary>
    /// <param name="WorkId">The work: see <see cref="WorkIds"/>.</param>
    /// <param name="Action">What was asked.</param>
    /// <param name="Did">What was done, in words.</param>
    public sealed record Entry(string WorkId, string Action, string Did);
}
