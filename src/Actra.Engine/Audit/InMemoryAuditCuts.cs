namespace Actra.Audit;

/// <summary>Cuts a log in this process's memory.</summary>
/// <param name="gate">The log's lock.</param>
/// <param name="records">Its records, changed under the lock alone.</param>
/// <param name="append">Appends to them, under the lock.</param>
internal sealed class InMemoryAuditCuts(Lock gate, List<AuditRecord> records, Action<IReadOnlyList<AuditEntry>> append)
    : IAuditCuts
{
    private readonly List<SignedCut> _cuts = [];

    public ValueTask<bool> CutAsync(SignedCut cut, AuditEntry entry, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (gate)
        {
            var end = records.FindIndex(record => record.Sequence == cut.End.Sequence);
            if (end < 0 || records[end].Hash != cut.End.Hash || records[0].Sequence != cut.After.Sequence + 1)
            {
                return ValueTask.FromResult(false);
            }

            append([entry]);
            records.RemoveRange(0, end + 1);
            _cuts.Add(cut);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<IReadOnlyList<SignedCut>> ListAsync(CancellationToken ct)
    {
        lock (gate)
        {
            return ValueTask.FromResult<IReadOnlyList<SignedCut>>([.. _cuts]);
        }
    }
}
