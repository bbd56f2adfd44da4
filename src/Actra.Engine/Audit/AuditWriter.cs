using System.Diagnostics.CodeAnalysis;
using Actra.Model;

namespace Actra.Audit;

/// <summary>
/// Writes to the decision log in the order of arrival, many entries per commit. Required entries are awaited, and fail where the log fails; best-effort ones
/// wait in a bounded queue. What is lost of them is counted, in the log by an <see cref="AuditKind.Lost"/> record and on the meter as
/// <c>actra.audit.lost</c>. Thread-safe. Disposing it writes what still waits, and signs the log's end.
/// </summary>
public sealed class AuditWriter : IAsyncDisposable
{
    private readonly IAuditLog _log;
    private readonly AuditWriterOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _queue = new();
    private AuditHeadSigner? _signer;
    private readonly Task _loop;
    private TaskCompletionSource _wake = NewSignal();
    private int _bestEffort;
    private long _lost;
    private string _lostBy = "";
    private bool _closed;

    /// <summary>Creates a writer and starts its loop.</summary>
    /// <param name="log">The log.</param>
    /// <param name="options">How it queues; the defaults where null.</param>
    /// <param name="clock">The clock; the system's where null.</param>
    /// <param name="keys">The keys that sign the log's heads, where it keeps them; none are signed where null.</param>
    public AuditWriter(
        IAuditLog log,
        AuditWriterOptions? options = null,
        TimeProvider? clock = null,
        ActraKeyRing? keys = null
    )
    {
        ArgumentNullException.ThrowIfNull(log);
        _log = log;
        _options = options ?? new AuditWriterOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Capacity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.RetryAfter, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.HeadEvery, 1, nameof(options));
        _clock = clock ?? TimeProvider.System;
        if (keys is not null && log.Heads is { } heads)
        {
            _signer = new AuditHeadSigner(log, heads, keys, _options, _clock);
        }

        _loop = Task.Run(RunAsync);
    }

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">What happened.</param>
    /// <param name="durability">Whether to wait until it is durable.</param>
    /// <param name="ct">Ends the waiting; whether the entry is written is then unknown.</param>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    /// <exception cref="Exception">The log did not take a required entry.</exception>
    public ValueTask WriteAsync(AuditEntry entry, AuditDurability durability, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ct.ThrowIfCancellationRequested();
        var done = durability == AuditDurability.Required ? NewSignal() : null;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (done is null && _bestEffort >= _options.Capacity)
            {
                Lose(1, entry.Service);
            }
            else
            {
                _bestEffort += done is null ? 1 : 0;
                _queue.Enqueue(new Waiting(entry, done));
            }

            _wake.TrySetResult();
        }

        return done is null ? ValueTask.CompletedTask : new ValueTask(done.Task.WaitAsync(ct));
    }

    /// <summary>Signs the log's end as it stands, where the writer has keys. What fails goes to <see cref="AuditWriterOptions.HeadFailed"/>.</summary>
    public Task SignEndAsync() => Volatile.Read(ref _signer)?.SignEndAsync() ?? Task.CompletedTask;

    /// <summary>Writes what still waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closed = true;
            _wake.TrySetResult();
        }

        await _loop;
        await (Interlocked.Exchange(ref _signer, null)?.SignEndAsync() ?? Task.CompletedTask);
    }

    private async Task RunAsync()
    {
        var failed = false;
        while (true)
        {
            var (batch, lost, lostBy, closed) = Take();
            if (batch.Count == 0 && (lost == 0 || failed))
            {
                if (closed)
                {
                    return;
                }

                failed = await RestAsync(reportsLoss: lost > 0) && failed;
                continue;
            }

            failed = !await AppendAsync(batch, lost, lostBy);
        }
    }

    /// <summary>Waits for work; where a loss is still to be reported, not longer than <see cref="AuditWriterOptions.RetryAfter"/>.</summary>
    /// <returns>True where there is work, false where time is up.</returns>
    private async Task<bool> RestAsync(bool reportsLoss)
    {
        Task wake;
        lock (_lock)
        {
            if (_queue.Count > 0 || _closed)
            {
                return true;
            }

            if (_wake.Task.IsCompleted)
            {
                _wake = NewSignal();
            }

            wake = _wake.Task;
        }

        if (!reportsLoss)
        {
            await wake;
            return true;
        }

        using var stop = new CancellationTokenSource();
        var timer = Task.Delay(_options.RetryAfter, _clock, stop.Token);
        var first = await Task.WhenAny(wake, timer);
        await stop.CancelAsync();
        return first == wake;
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "The failure goes to whoever waits, and into the count of losses."
    )]
    private async Task<bool> AppendAsync(List<Waiting> batch, long lost, string lostBy)
    {
        var entries = batch.ConvertAll(waiting => waiting.Entry);
        if (lost > 0)
        {
            entries.Insert(0, LostEntry(lost, lostBy));
        }

        try
        {
            await _log.AppendAsync(entries, CancellationToken.None);
            Report(lost);
            _signer?.Appended(entries.Count);
            batch.ForEach(waiting => waiting.Done?.TrySetResult());
            return true;
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                foreach (var waiting in batch.Where(waiting => waiting.Done is null))
                {
                    Lose(1, waiting.Entry.Service);
                }
            }

            batch.ForEach(waiting => waiting.Done?.TrySetException(e));
            return false;
        }
    }

    private (List<Waiting> Batch, long Lost, string LostBy, bool Closed) Take()
    {
        lock (_lock)
        {
            var batch = new List<Waiting>(Math.Min(_queue.Count, _options.BatchSize));
            while (batch.Count < _options.BatchSize && _queue.TryDequeue(out var waiting))
            {
                _bestEffort -= waiting.Done is null ? 1 : 0;
                batch.Add(waiting);
            }

            return (batch, _lost, _lostBy, _closed);
        }
    }

    private void Lose(long count, string service)
    {
        _lost += count;
        _lostBy = service;
        ActraTelemetry.AuditLost.Add(count);
    }

    private void Report(long lost)
    {
        lock (_lock)
        {
            _lost -= lost;
        }
    }

    private AuditEntry LostEntry(long lost, string service) =>
        new()
        {
            Time = _clock.GetUtcNow(),
            Kind = AuditKind.Lost,
            Service = service,
            Detail = lost.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly record struct Waiting(AuditEntry Entry, TaskCompletionSource? Done);
}
