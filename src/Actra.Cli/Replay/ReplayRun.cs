using Actra.Audit;
using Actra.Compilation;
using Actra.Guard;

namespace Actra.Cli.Replay;

/// <summary>Goes through archives and log, and judges each decision again.</summary>
internal sealed class ReplayRun(ActraPolicy policy, ReplayFilter filter, IReplayPrinter printer)
{
    private readonly DecisionReplay _replay = new(policy);
    private readonly ReplaySum _sum = new(policy.Hash);

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<IAuditSegment> segments, IAuditLog? log)
    {
        long last = 0;
        foreach (var segment in segments)
        {
            last = await RunAsync(segment.ReadAsync(CancellationToken.None), last);
        }

        if (log is not null)
        {
            await RunAsync(log.ReadAsync(1, CancellationToken.None), last);
        }

        printer.Write(_sum);
        return _sum.ExitCode;
    }

    /// <summary>Replays records; what two archives both have, or archive and log, counts once.</summary>
    private async Task<long> RunAsync(IAsyncEnumerable<AuditRecord> records, long last)
    {
        await foreach (var record in records)
        {
            if (
                !string.Equals(
                    record.Hash,
                    AuditChain.Hash(record.Sequence, record.PreviousHash, record.Entry),
                    StringComparison.Ordinal
                )
            )
            {
                throw new AuditUnreadableException(
                    record.Sequence,
                    $"record {Plain.Number(record.Sequence)} is not what was hashed: see `actra audit verify`"
                );
            }

            if (record.Sequence <= last)
            {
                continue;
            }

            last = record.Sequence;
            if (filter.Wants(record.Entry))
            {
                Replay(record);
            }
        }

        return last;
    }

    private void Replay(AuditRecord record)
    {
        var decision = _replay.Replay(record.Entry);
        _sum.Add(decision);
        if (decision is { Outcome: not ReplayOutcome.Same })
        {
            printer.Write(record, decision);
        }
    }
}
