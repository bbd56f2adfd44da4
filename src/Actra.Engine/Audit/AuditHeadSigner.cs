using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Actra.Model;

namespace Actra.Audit;

/// <summary>
/// Signs where the log stands. It only signs what follows, record by record, the head that was signed before: a log that was cut or written anew behind it
/// never gets a signature.
/// </summary>
internal sealed class AuditHeadSigner(
    IAuditLog log,
    IAuditHeads heads,
    ActraKeyRing keys,
    AuditWriterOptions options,
    TimeProvider clock
)
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private AuditHead? _last;
    private Task _signing = Task.CompletedTask;
    private long _unsigned;
    private bool _tried;

    /// <summary>Counts records; signs in the background after the first ones, and then whenever enough have come together.</summary>
    public void Appended(int count)
    {
        _unsigned += count;
        if ((!_tried || _unsigned >= options.HeadEvery) && _signing.IsCompleted)
        {
            _tried = true;
            _unsigned = 0;
            _signing = Task.Run(TrySignAsync);
        }
    }

    /// <summary>Signs the end of the log, after what is signed just now.</summary>
    public async Task SignEndAsync()
    {
        await _signing;
        await TrySignAsync();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure goes to whoever is told of failures.")]
    private async Task TrySignAsync()
    {
        await _one.WaitAsync();
        try
        {
            await SignAsync();
        }
        catch (Exception e)
        {
            options.HeadFailed?.Invoke(e);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task SignAsync()
    {
        while (true)
        {
            var start = (await CutRules.ReadAsync(log, keys, CancellationToken.None)).Start;
            try
            {
                await SignAsync(start);
                return;
            }
            catch (ActraException)
            {
                // A host that cuts the log while it is read here leaves a gap that is none: it is looked at again.
                if ((await CutRules.ReadAsync(log, keys, CancellationToken.None)).Start.Sequence <= start.Sequence)
                {
                    throw;
                }
            }
        }
    }

    private async Task SignAsync(AuditHead start)
    {
        var from = _last ?? await LastSignedAsync();
        var head = from.Sequence > start.Sequence ? await ReadOnAsync(from) : await ReadFromAsync(start, from);
        if (head.Sequence > from.Sequence)
        {
            var signed = SignedHead.Create(keys, head, clock.GetUtcNow());
            await heads.SaveAsync(signed, CancellationToken.None);
            options.HeadSigned?.Invoke(signed);
        }

        _last = head;
    }

    private async Task<AuditHead> LastSignedAsync()
    {
        var signed = (await heads.ListAsync(CancellationToken.None)).Where(head => head.Holds(keys));
        return signed.MaxBy(head => head.Sequence) is { } last
            ? new AuditHead(last.Sequence, last.Hash)
            : AuditHead.None;
    }

    /// <summary>Reads the whole log: what was signed before is before its beginning, which a host has signed too.</summary>
    private Task<AuditHead> ReadFromAsync(AuditHead start, AuditHead signed) =>
        signed.Sequence < start.Sequence || signed == start
            ? ReadAsync(new ChainWalk(start), long.MinValue)
            : throw Gone(signed);

    /// <summary>Reads on from the head that was signed before, which must still be there.</summary>
    private async Task<AuditHead> ReadOnAsync(AuditHead signed)
    {
        await foreach (var record in log.ReadAsync(signed.Sequence, CancellationToken.None))
        {
            return new AuditHead(record.Sequence, record.Hash) == signed
                ? await ReadAsync(new ChainWalk(signed), signed.Sequence + 1)
                : throw Gone(signed);
        }

        throw Gone(signed);
    }

    private async Task<AuditHead> ReadAsync(ChainWalk walk, long from)
    {
        await foreach (var record in log.ReadAsync(from, CancellationToken.None))
        {
            if (walk.Step(record) is { } broken)
            {
                throw new ActraException($"the end of the decision log is not signed: {broken.Message}");
            }
        }

        return walk.Head;
    }

    private static ActraException Gone(AuditHead signed) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the end of the decision log is not signed: record {signed.Sequence}, signed before, is gone or another"
            )
        );
}
