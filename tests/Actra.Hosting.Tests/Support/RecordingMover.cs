using System.Collections.Concurrent;
using Actra.Approvals;
using Actra.Guard;
using Actra.Resolution;

namespace Actra.Hosting.Tests;

/// <summary>An adapter that writes down what it is asked for, and fails where it is told to.</summary>
internal sealed class RecordingMover(WorkKind kind = WorkKind.Message) : IWorkMover
{
    private readonly ConcurrentQueue<string> _calls = new();

    public WorkKind Kind => kind;

    public bool IsReady { get; set; } = true;

    /// <summary>Fails for these ids.</summary>
    public ConcurrentDictionary<string, string> Failing { get; } = new(StringComparer.Ordinal);

    /// <summary><c>release ID</c>, <c>reject ID</c>, <c>return ID</c>, in order; failed calls are not among them.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public ConcurrentBag<WorkEnvelope> Envelopes { get; } = [];

    public ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        Assert.Equal(ApprovalState.Released, request.State);
        return Note("release", request.Id, envelope);
    }

    public ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct) =>
        Note("reject", request.Id, envelope);

    public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct) => Note("return", work.Id, work.Envelope);

    private ValueTask Note(string what, string id, WorkEnvelope? envelope)
    {
        if (Failing.TryGetValue(id, out var message))
        {
            throw new IOException(message);
        }

        if (envelope is not null)
        {
            Envelopes.Add(envelope);
        }

        _calls.Enqueue($"{what} {id}");
        return ValueTask.CompletedTask;
    }
}
