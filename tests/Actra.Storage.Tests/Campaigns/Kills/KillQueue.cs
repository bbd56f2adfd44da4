using System.Collections.Concurrent;
using System.Threading.Channels;
using Actra.Approvals;
using Actra.Guard;
using Actra.Resolution;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>
/// A queue in a journal, and the mover that sends to it. A copy is delivered until it is acknowledged: what a killed process had not acknowledged comes again,
/// marked as redelivered.
/// </summary>
internal sealed class KillQueue : IWorkMover
{
    private readonly KillJournal _journal;
    private readonly KillSteps _steps;
    private readonly KillChanges _changes;
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();
    private readonly ConcurrentDictionary<string, bool> _sending = new(StringComparer.Ordinal);

    public KillQueue(KillJournal journal, KillSteps steps, KillChanges changes)
    {
        (_journal, _steps, _changes) = (journal, steps, changes);
        foreach (var copy in journal.OnQueue)
        {
            _deliveries.Writer.TryWrite(new Delivery(new KillWork(copy.Work), copy.Number, Redelivered: true));
        }
    }

    public WorkKind Kind => WorkKind.Message;

    public bool IsReady => true;

    public IAsyncEnumerable<Delivery> Deliveries => _deliveries.Reader.ReadAllAsync();

    /// <summary>A pump of this process is about to send a copy; that ends when it has.</summary>
    public void Sends(string work) => _sending[work] = true;

    public void SendsNot(string work) => _sending.TryRemove(work, out _);

    /// <summary>True where a copy lies on the queue, or will in a moment.</summary>
    public bool Holds(KillWork work) =>
        _sending.ContainsKey(work.Id) || _journal.OnQueue.Any(copy => copy.Work == work.Id);

    public void Send(KillWork work) => Deliver(_journal.Add(KillJournal.ByClient, work.Id));

    public void Acknowledge(KillWork work, int number)
    {
        _journal.Add(KillJournal.Acknowledged, work.Id, number);
        _changes.Happened();
    }

    public async ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        var work = KillWork.Of(envelope!);
        await _steps.ReachAsync(KillSteps.Sending, work.Id);
        var copy = _journal.Add(KillJournal.ByPump, work.Id);
        await _steps.ReachAsync(KillSteps.Sent, work.Id);
        SendsNot(work.Id);
        Deliver(copy);
    }

    public ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        _journal.Add(KillJournal.Rejected, KillWork.Of(envelope!).Id);
        _changes.Happened();
        return ValueTask.CompletedTask;
    }

    public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct)
    {
        Deliver(_journal.Add(KillJournal.BySetAside, KillWork.Of(work.Envelope).Id));
        return ValueTask.CompletedTask;
    }

    private void Deliver(KillJournal.Line copy) =>
        _deliveries.Writer.TryWrite(new Delivery(new KillWork(copy.Work), copy.Number, Redelivered: false));

    public sealed record Delivery(KillWork Work, int Number, bool Redelivered);
}
