using System.Diagnostics.Metrics;
using Actra.Audit;
using Actra.Testing;

namespace Actra.Engine.Tests.Audit;

public sealed class AuditWriterTests
{
    private readonly GatedLog _log = new();
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Required_entries_are_in_the_log_when_the_call_returns()
    {
        await using var writer = new AuditWriter(_log, clock: _clock);
        await writer.WriteAsync(AuditLogSpecification.Entry(), AuditDurability.Required, default);
        Assert.Single(_log.Inner.Records);
    }

    [Fact]
    public async Task Best_effort_entries_do_not_wait_for_the_log_and_are_there_after_disposal()
    {
        _log.Close();
        var writer = new AuditWriter(_log, clock: _clock);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(Write(writer, i, AuditDurability.BestEffort).IsCompletedSuccessfully);
        }

        _log.Open();
        await writer.DisposeAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"d-{i}"), Ids());
    }

    [Fact]
    public async Task Many_required_entries_share_commits_and_keep_their_order()
    {
        _log.Close();
        await using var writer = new AuditWriter(_log, clock: _clock);
        var writes = Enumerable
            .Range(0, 200)
            .Select(i => Write(writer, i, AuditDurability.Required).AsTask())
            .ToArray();
        Assert.DoesNotContain(writes, write => write.IsCompleted);
        _log.Open();
        await Task.WhenAll(writes);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"d-{i}"), Ids());
        Assert.InRange(_log.Appends, 1, 3);
    }

    [Fact]
    public async Task What_overflows_is_counted_in_the_log_and_on_the_meter()
    {
        using var lost = new LostCounter();
        _log.Close();
        var writer = new AuditWriter(_log, new AuditWriterOptions { Capacity = 5 }, _clock);
        await Write(writer, 0, AuditDurability.BestEffort);
        await _log.Entered.WaitAsync(TimeSpan.FromSeconds(30));
        for (var i = 1; i <= 12; i++)
        {
            await Write(writer, i, AuditDurability.BestEffort);
        }

        var required = Write(writer, 13, AuditDurability.Required).AsTask();
        _log.Open();
        await required;
        await writer.DisposeAsync();
        Assert.Equal(["d-0", null, "d-1", "d-2", "d-3", "d-4", "d-5", "d-13"], Ids());
        var record = _log.Inner.Records[1].Entry;
        Assert.Equal((AuditKind.Lost, "7", "billing"), (record.Kind, record.Detail, record.Service));
        Assert.InRange(lost.Total, 7, long.MaxValue);
    }

    [Fact]
    public async Task Where_the_log_fails_required_entries_fail_and_lost_ones_are_reported_when_it_is_back()
    {
        var writer = new AuditWriter(_log, clock: _clock);
        _log.Failure = new IOException("the disk is full");
        var thrown = await Assert.ThrowsAsync<IOException>(() => Write(writer, 0, AuditDurability.Required).AsTask());
        Assert.Same(_log.Failure, thrown);
        await Write(writer, 1, AuditDurability.BestEffort);
        await Write(writer, 2, AuditDurability.BestEffort);
        await Assert.ThrowsAsync<IOException>(() => Write(writer, 3, AuditDurability.Required).AsTask());
        Assert.Empty(_log.Inner.Records);

        _log.Failure = null;
        await Write(writer, 4, AuditDurability.Required);
        await writer.DisposeAsync();
        Assert.Equal([null, "d-4"], Ids());
        Assert.Equal((AuditKind.Lost, "2"), (_log.Inner.Records[0].Entry.Kind, _log.Inner.Records[0].Entry.Detail));
    }

    [Fact]
    public async Task A_loss_is_reported_without_waiting_for_another_entry()
    {
        await using var writer = new AuditWriter(_log, clock: _clock);
        _log.Failure = new IOException("the disk is full");
        await Write(writer, 1, AuditDurability.BestEffort);
        await Eventually(() => _clock.ActiveTimers > 0);
        _log.Failure = null;
        Assert.Empty(_log.Inner.Records);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually(() => _log.Inner.Records.Count == 1);
        Assert.Equal("1", _log.Inner.Records[0].Entry.Detail);
    }

    [Fact]
    public async Task A_disposed_writer_with_a_dead_log_ends()
    {
        var writer = new AuditWriter(_log, clock: _clock);
        _log.Failure = new IOException("the disk is full");
        await Write(writer, 1, AuditDurability.BestEffort);
        await writer.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() =>
        {
            _ = Write(writer, 2, AuditDurability.BestEffort);
        });
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        _log.Close();
        await using var writer = new AuditWriter(_log, clock: _clock);
        using var stop = new CancellationTokenSource();
        var write = writer.WriteAsync(AuditLogSpecification.Entry(), AuditDurability.Required, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        _log.Open();
    }

    private static ValueTask Write(AuditWriter writer, int number, AuditDurability durability) =>
        writer.WriteAsync(AuditLogSpecification.Entry(number), durability, CancellationToken.None);

    private IEnumerable<string?> Ids() => _log.Inner.Records.Select(record => record.Entry.DecisionId);

    private static async Task Eventually(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.True(i < 3000, "it did not happen in time");
            await Task.Delay(10);
        }
    }

    private sealed class GatedLog : IAuditLog
    {
        private readonly ManualResetEventSlim _open = new(true);

        public InMemoryAuditLog Inner { get; } = new();

        public SemaphoreSlim Entered { get; } = new(0);

        public Exception? Failure { get; set; }

        public int Appends { get; private set; }

        public void Close() => _open.Reset();

        public void Open() => _open.Set();

        public async ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
        {
            Entered.Release();
            await Task.Run(_open.Wait, ct);
            if (Failure is { } failure)
            {
                throw failure;
            }

            Appends++;
            await Inner.AppendAsync(entries, ct);
        }

        public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) => Inner.ReadAsync(from, ct);
    }

    private sealed class LostCounter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _total;

        public LostCounter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Name: "actra.audit.lost", Meter.Name: "Actra" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _total, count));
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}
