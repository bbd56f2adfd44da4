using System.Globalization;
using Actra.Approvals;
using Actra.Audit;

namespace Actra.Hosting;

/// <summary>
/// Records that the store has kept with their changes, because the decision log is elsewhere: into the log, one after the other. What the log does not take
/// stays, and so does all that comes after it.
/// </summary>
internal sealed class RecordStep(PumpContext context, AuditWriter log) : IPumpStep
{
    private const int Batch = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private string? _problem;
    private DateTimeOffset _heldUntil;
    private int _unsent;

    public string Name => "records";

    /// <summary>How many records are known to wait since the log did not take one; up to 100.</summary>
    public int Unsent => Volatile.Read(ref _unsent);

    public async Task<PumpStepResult> RunAsync(CancellationToken ct)
    {
        var until = context.Now + Lease;
        var taken = await context.AskAsync(
            (store, token) =>
                store.Records?.TakeAsync(context.Now, Lease, Batch, token)
                ?? ValueTask.FromResult<IReadOnlyList<OutboxRecord>>([]),
            ct
        );
        if (taken.Count == 0)
        {
            // What was not taken off before is nobody's until its lease is over: that there is nothing to take says nothing until then.
            return context.Now < _heldUntil ? Result(0, more: false) : Result(0, 0, null);
        }

        var written = 0;
        try
        {
            // Not longer than half the lease: the outbox must hear of it before another host takes them.
            while (written < taken.Count && context.Now < until - Lease / 2)
            {
                await log.WriteAsync(taken[written].Entry, AuditDurability.Required, ct);
                written++;
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            _heldUntil = until;
            return Result(written, taken.Count - written, e);
        }
        finally
        {
            if (written > 0)
            {
                var done = taken.Take(written).ToList();
                await context.TellAsync(
                    (store, token) => store.Records!.DoneAsync(done, token),
                    CancellationToken.None
                );
            }
        }

        return Result(written, taken.Count - written, null) with
        {
            More = taken.Count == Batch && written == Batch,
        };
    }

    private PumpStepResult Result(int written, int left, Exception? problem)
    {
        if (problem is null)
        {
            _problem = null;
        }
        else
        {
            _problem = string.Create(
                CultureInfo.InvariantCulture,
                $"{left} records or more wait for the decision log: {problem.Message}"
            );
            Log.RecordsNotSent(context.Logger, problem, left, problem.Message);
        }

        Volatile.Write(ref _unsent, left);
        return Result(written, more: false);
    }

    private PumpStepResult Result(int written, bool more) => new(written, _problem is null ? [] : [_problem], more);
}
