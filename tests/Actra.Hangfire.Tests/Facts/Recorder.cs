using System.Collections.Concurrent;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>What the handlers of one test did. Handlers are made by type, so each test has its key.</summary>
public static class Recorder
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> ByKey = new(StringComparer.Ordinal);

    public static void Record(string key, string what) =>
        ByKey.GetOrAdd(key, _ => new ConcurrentQueue<string>()).Enqueue(what);

    public static IReadOnlyList<string> Of(string key) => ByKey.TryGetValue(key, out var records) ? [.. records] : [];
}
