using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>Writes parked messages to the store, with growing pauses while it does not answer.</summary>
internal sealed class StoreWriter(
    IApprovalStore store,
    AuditWriter? log,
    TimeSpan patience,
    TimeProvider clock,
    ILogger logger
)
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Writes a record; writing it again changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer for too long.</exception>
    public async Task WriteAsync(ParkingRecord record, byte[] body, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        for (var pause = s_firstPause; ; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            try
            {
                await WriteOnceAsync(record, body, ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                if (clock.GetElapsedTime(started) + pause > patience)
                {
                    throw new StoreUnavailableException(e);
                }

                Log.StoreRefuses(logger, e, record.Endpoint, pause);
            }

            await Task.Delay(pause, clock, ct);
        }
    }

    private async Task WriteOnceAsync(ParkingRecord record, byte[] body, CancellationToken ct)
    {
        if (record.Approval is null)
        {
            await store.DeferAsync(record.ToDeferredWork(body), ct);
            return;
        }

        var parked = await store.ParkAsync(record.Approval, record.ToEnvelope(body), ct);
        if (!parked.RecordsWritten && log is not null)
        {
            foreach (var entry in parked.Records)
            {
                await log.WriteAsync(entry, AuditDurability.Required, ct);
            }
        }
    }
}
