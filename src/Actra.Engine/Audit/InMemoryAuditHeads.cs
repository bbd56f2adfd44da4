namespace Actra.Audit;

/// <summary>Keeps signed heads in this process's memory.</summary>
public sealed class InMemoryAuditHeads : IAuditHeads
{
    private readonly Lock _lock = new();
    private readonly List<SignedHead> _heads = [];

    /// <inheritdoc />
    public ValueTask SaveAsync(SignedHead head, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(head);
        lock (_lock)
        {
            _heads.Add(head);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SignedHead>> ListAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<SignedHead>>([.. _heads]);
        }
    }
}
