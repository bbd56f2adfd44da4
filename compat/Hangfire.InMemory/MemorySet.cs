namespace Hangfire.InMemory;

/// <summary>Values with scores, in the order of the scores, then of the values.</summary>
internal sealed class MemorySet(StringComparer comparer)
{
    private readonly Dictionary<string, double> _scores = new(comparer);
    private readonly SortedSet<(double Score, string Value)> _sorted = new(new ByScore(comparer));

    public DateTime? ExpireAt { get; set; }
    public int Count => _scores.Count;
    public IEnumerable<string> Values => _sorted.Select(entry => entry.Value);

    public bool Contains(string value) => _scores.ContainsKey(value);

    public void Add(string value, double score)
    {
        Remove(value);
        _scores[value] = score;
        _sorted.Add((score, value));
    }

    public void Remove(string value)
    {
        if (_scores.Remove(value, out var score))
        {
            _sorted.Remove((score, value));
        }
    }

    public IEnumerable<string> Between(double from, double to) =>
        _sorted
            .SkipWhile(entry => entry.Score < from)
            .TakeWhile(entry => entry.Score <= to)
            .Select(entry => entry.Value);

    private sealed class ByScore(StringComparer comparer) : IComparer<(double Score, string Value)>
    {
        public int Compare((double Score, string Value) x, (double Score, string Value) y)
        {
            var byScore = x.Score.CompareTo(y.Score);
            return byScore != 0 ? byScore : comparer.Compare(x.Value, y.Value);
        }
    }
}
