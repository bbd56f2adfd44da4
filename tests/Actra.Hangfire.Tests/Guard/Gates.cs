using System.Collections.Concurrent;

namespace Actra.Hangfire.Tests.Guard;

/// <summary>Holds a handler until its test lets it go.</summary>
public static class Gates
{
    private static readonly ConcurrentDictionary<string, ManualResetEventSlim> ByKey = new(StringComparer.Ordinal);

    public static ManualResetEventSlim Of(string key) => ByKey.GetOrAdd(key, _ => new ManualResetEventSlim());
}
