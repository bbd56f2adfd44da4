using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

/// <summary>The specification of record outboxes, tried on the smallest store that has one.</summary>
public sealed class RecordOutboxTests : RecordOutboxSpecification
{
    protected override ValueTask<IApprovalStore> CreateAsync(TimeProvider clock) =>
        ValueTask.FromResult<IApprovalStore>(new Recording(new InMemoryApprovalStore(clock)));

    private sealed class Recording(IApprovalStore inner) : DelegatingApprovalStore, IRecordOutbox
    {
        private readonly SemaphoreSlim _one = new(1, 1);
        private readonly List<OutboxRecord> _records = [];
        private DateTimeOffset _takenUntil;
        private long _takenTo;
        private long _number;

        protected override IApprovalStore Inner => inner;

        public override IRecordOutbox? Records => this;

        public override async ValueTask<ParkResult> ParkAsync(
            NewApproval approval,
            WorkEnvelope? envelope,
            CancellationToken ct
        ) =>
            await WriteAsync(async () =>
            {
                var result = await inner.ParkAsync(approval, envelope, ct);
                Keep(result.Records);
                return result with { RecordsWritten = true };
            });

        public override async ValueTask<ApprovalChange> ChangeAsync(
            string id,
            ApprovalCommand command,
            CancellationToken ct
        ) =>
            await WriteAsync(async () =>
            {
                var change = await inner.ChangeAsync(id, command, ct);
                Keep(change.Records);
                return change with { RecordsWritten = true };
            });

        public async ValueTask<IReadOnlyList<OutboxRecord>> TakeAsync(
            DateTimeOffset now,
            TimeSpan lease,
            int limit,
            CancellationToken ct
        ) =>
            await WriteAsync<IReadOnlyList<OutboxRecord>>(() =>
            {
                if (_takenUntil > now && _records.Exists(record => record.Number <= _takenTo))
                {
                    return Task.FromResult<IReadOnlyList<OutboxRecord>>([]);
                }

                OutboxRecord[] taken = [.. _records.Take(limit)];
                (_takenUntil, _takenTo) = (now + lease, taken.LastOrDefault()?.Number ?? 0);
                return Task.FromResult<IReadOnlyList<OutboxRecord>>(taken);
            });

        public async ValueTask DoneAsync(IReadOnlyList<OutboxRecord> records, CancellationToken ct) =>
            await WriteAsync(() => Task.FromResult(_records.RemoveAll(records.Contains)));

        private void Keep(IReadOnlyList<AuditEntry> entries) =>
            _records.AddRange(entries.Select(entry => new OutboxRecord(++_number, entry)));

        private async Task<T> WriteAsync<T>(Func<Task<T>> work)
        {
            await _one.WaitAsync();
            try
            {
                return await work();
            }
            finally
            {
                _one.Release();
            }
        }
    }
}
