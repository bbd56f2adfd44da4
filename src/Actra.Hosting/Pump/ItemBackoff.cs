namespace Actra.Hosting;

/// <summary>Items that failed wait longer with every failure, so that one that always fails neither floods the log nor keeps others from their turn.</summary>
internal sealed class ItemBackoff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (int Failures, DateTimeOffset NotBefore)> _items = new(StringComparer.Ordinal);

    /// <summary>How many items have failed and not succeeded since.</summary>
    public int Count => _items.Count;

    public bool Waits(string key) => _items.TryGetValue(key, out var item) && clock.GetUtcNow() < item.NotBefore;

    public void Succeeded(string key) => _items.Remove(key);

    public void Failed(string key)
    {
        var failures = _items.TryGetValue(key, out var item) ? item.Failures + 1 : 1;
        var delay = First * Math.Pow(2, Math.Min(failures - 1, 10));
        _items[key] = (failures, clock.GetUtcNow() + (delay < Longest ? delay : Longest));
    }

    /// <summary>Forgets items that nobody has asked about for long: they were dealt with elsewhere.</summary>
    public void Prune()
    {
        var before = clock.GetUtcNow() - Longest;
        foreach (var key in _items.Where(item => item.Value.NotBefore < before).Select(item => item.Key).ToList())
        {
            _items.Remove(key);
        }
    }
}
