using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>How it goes with each notifier: for the health check and the meter.</summary>
internal sealed class NoticeStatus
{
    private static readonly Counter<long> Attempts = ActraTelemetry.Meter.CreateCounter<long>(
        "actra.notices",
        "{attempt}",
        "Attempts to tell somebody, by notifier and outcome (told, failed)."
    );

    private static readonly Counter<long> Dead = ActraTelemetry.Meter.CreateCounter<long>(
        "actra.notices.given_up",
        "{notice}",
        "Notices that became dead letters."
    );

    private readonly ConcurrentDictionary<string, (string Problem, DateTimeOffset Since)> _failing = new(
        StringComparer.Ordinal
    );

    /// <summary>Those who did not take their last notice: why, and since when.</summary>
    public IReadOnlyDictionary<string, (string Problem, DateTimeOffset Since)> Failing => _failing;

    public void Told(string notifier)
    {
        _failing.TryRemove(notifier, out _);
        Count(notifier, "told");
    }

    public void Failed(string notifier, string problem, DateTimeOffset at)
    {
        _failing.AddOrUpdate(notifier, (problem, at), (_, known) => (problem, known.Since));
        Count(notifier, "failed");
    }

    public void GivenUp() => Dead.Add(1);

    private static void Count(string notifier, string outcome) =>
        Attempts.Add(
            1,
            new KeyValuePair<string, object?>("notifier", notifier),
            new KeyValuePair<string, object?>("outcome", outcome)
        );
}
