using System.Diagnostics.CodeAnalysis;
using Actra.Model;

namespace Actra.Audit;

/// <summary>
/// Signs where the log stands. It only signs what follows, record by record, the head that was signed before: a log that was cut or written anew behind it
/// never gets a signature. Called by one writer, from one thread at a time.
/// </summary>
internal sealed class AuditHeadSigner(
    IAuditLog log,
    IAuditHeads heads,
    ActraKeyRing keys,
    AuditWriterOptions options,
    TimeProvider clock
)
{
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

    /// <summary>Signs the end of the log.</summary>
    public async Task CloseAsync()
    {
        await _signing;
        await TrySignAsync();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure goes to whoever is told of failures.")]
    private async Task TrySignAsync()
    {
        try
        {
            await SignAsync();
        }
        catch (Exception e)
        {
            options.HeadFailed?.Invoke(e);
        }
    }

    private async Task SignAsync()
    {
        var from = _last ?? await LastSignedAsync();
        var head = await ReadOnAsync(from);
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

    private async Task<AuditHead> ReadOnAsync(AuditHead from)
    {
        var head = AuditHead.None;
        var first = from.Sequence == 0 ? long.MinValue : from.Sequence;
        await foreach (var record in log.ReadAsync(first, CancellationToken.None))
        {
            if (head.Sequence == 0 && from.Sequence > 0)
            {
                if (
                    record.Sequence != from.Sequence
                    || !string.Equals(record.Hash, from.Hash, StringComparison.Ordinal)
                )
                {
                    break;
                }

                head = from;
                continue;
            }

            if (AuditVerifier.Check(head, record) is { } broken)
            {
                throw new ActraException($"the end of the decision log is not signed: {broken.Message}");
            }

            head = new AuditHead(record.Sequence, record.Hash);
        }

        return head.Sequence >= from.Sequence
            ? head
            : throw new ActraException(
                $"the end of the decision log is not signed: record {from.Sequence}, signed before, is gone or another"
            );
    }
}
