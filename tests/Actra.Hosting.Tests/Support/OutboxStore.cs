using Actra.Approvals;
using Actra.Testing;

namespace Actra.Hosting.Tests;

/// <summary>A store that keeps the records of its changes for a decision log that is elsewhere.</summary>
internal sealed class OutboxStore(TimeProvider clock) : DelegatingApprovalStore
{
    private readonly Outbox _outbox = new();

    public int Waiting => _outbox.Count;

    /// <summary>Set: what was written is not marked as done.</summary>
    public string? DoneProblem
    {
        set => _outbox.DoneProblem = value;
    }

    public override IRecordOutbox? Records => _outbox;

    protected override IApprovalStore Inner { get; } = new InMemoryApprovalStore(clock);

    public override async ValueTask<ApprovalChange> ChangeAsync(
        string id,
        ApprovalCommand command,
        CancellationToken ct
    )
    {
        var change = await base.ChangeAsync(id, command, ct);
        _outbox.Add(change.Records);
        return change with { RecordsWritten = true };
    }

    private sealed class Outbox : IRecordOutbox
    {
        private readonly Lock _lock = new();
        private readonly List<OutboxRecord> _records = [];
        private readonly HashSet<long> _taken = [];
        private DateTimeOffset _takenUntil = DateTimeOffset.MinValue;
        private long _number;

        public string? DoneProblem { get; set; }

        public int Count
        {
            get
            {
                lock (_lock)
                {
                    return _records.Count;
                }
            }
        }

        public void Add(IEnumerable<Audit.AuditEntry> entries)
        {
            lock (_lock)
            {
                _records.AddRange(entries.Select(entry => new OutboxRecord(++_number, entry)));
            }
        }

        public ValueTask<IReadOnlyList<OutboxRecord>> TakeAsync(
            DateTimeOffset now,
            TimeSpan lease,
            int limit,
            CancellationToken ct
        )
        {
            lock (_lock)
            {
                if (_taken.Count > 0 && now < _takenUntil)
                {
                    return ValueTask.FromResult<IReadOnlyList<OutboxRecord>>([]);
                }

                List<OutboxRecord> taken = [.. _records.Take(limit)];
                _taken.Clear();
                _taken.UnionWith(taken.Select(record => record.Number));
                _takenUntil = now + lease;
                return ValueTask.FromResult<IReadOnlyList<OutboxRecord>>(taken);
            }
        }

        public ValueTask DoneAsync(IReadOnlyList<OutboxRecord> records, CancellationToken ct)
        {
            if (DoneProblem is { } problem)
            {
                throw new IOException(problem);
            }

            lock (_lock)
            {
                _records.RemoveAll(records.Contains);
                _taken.ExceptWith(records.Select(record => record.Number));
            }

            return ValueTask.CompletedTask;
        }
    }
}
