using System.Collections.Concurrent;
using Actra.Approvals;

namespace Actra.Hosting.Tests;

/// <summary>Writes down what it is told, and fails where it is told to.</summary>
internal sealed class RecordingNotifier(string name = "desk") : IApprovalNotifier
{
    private readonly ConcurrentQueue<ApprovalNotice> _told = new();
    private int _attempts;

    public string Name => name;

    /// <summary>What it throws.</summary>
    public Exception? Problem { get; set; }

    /// <summary>Set: it hangs until it is cancelled, or, where it is deaf, until this is done.</summary>
    public Task? Hangs { get; set; }

    public int Attempts => Volatile.Read(ref _attempts);

    public IReadOnlyList<ApprovalNotice> Told => [.. _told];

    public IEnumerable<string> Events => Told.Select(notice => notice.Event);

    public async ValueTask NotifyAsync(ApprovalNotice notice, CancellationToken ct)
    {
        Interlocked.Increment(ref _attempts);
        if (Hangs is { } hangs)
        {
            await hangs;
        }

        if (Problem is { } problem)
        {
            throw problem;
        }

        _told.Enqueue(notice);
    }
}
