using Actra.Audit;

namespace Actra.Engine.Tests.Audit;

/// <summary>A log that shows what a test says, whatever was written.</summary>
internal sealed class ShownLog(IEnumerable<AuditRecord> records, IAuditHeads? heads = null, IAuditCuts? cuts = null)
    : IAuditLog
{
    private readonly AuditRecord[] _records = [.. records];

    public IAuditHeads? Heads => heads;

    public IAuditCuts? Cuts => cuts;

    public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
        _records.Where(record => record.Sequence >= from).ToAsyncEnumerable();
}

/// <summary>Shows cuts, and takes none.</summary>
internal sealed class ShownCuts(params SignedCut[] cuts) : IAuditCuts
{
    public ValueTask<bool> CutAsync(SignedCut cut, AuditEntry entry, CancellationToken ct) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<SignedCut>> ListAsync(CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<SignedCut>>(cuts);
}

/// <summary>A segment in memory.</summary>
internal sealed record ShownSegment(SignedCut Cut, IReadOnlyList<AuditRecord> Records) : IAuditSegment
{
    public string Name => $"{Cut.After.Sequence}-{Cut.End.Sequence}";

    public IAsyncEnumerable<AuditRecord> ReadAsync(CancellationToken ct) => Records.ToAsyncEnumerable();
}

/// <summary>An archive in memory, which may change what it is given.</summary>
internal sealed class ShownArchive(Func<ShownSegment, ShownSegment>? change = null) : IAuditArchive
{
    public List<ShownSegment> Segments { get; } = [];

    public async ValueTask<IAuditSegment> WriteAsync(
        SignedCut cut,
        IAsyncEnumerable<AuditRecord> records,
        CancellationToken ct
    )
    {
        var segment = new ShownSegment(cut, await records.ToListAsync(ct));
        Segments.Add(change?.Invoke(segment) ?? segment);
        return Segments[^1];
    }
}
