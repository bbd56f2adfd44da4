using Actra.Audit;

namespace Actra.Cli.Audit;

/// <summary>Prints records as they come.</summary>
internal static class LogFollower
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Prints from a number on; returns the number after the last one printed.</summary>
    public static async Task<long> PrintAsync(IAuditLog log, long from, Action<AuditRecord> print, CancellationToken ct)
    {
        await foreach (var record in log.ReadAsync(from, ct))
        {
            print(record);
            from = record.Sequence + 1;
        }

        return from;
    }

    /// <summary>Prints from a number on, and goes on until it is told to end.</summary>
    public static async Task FollowAsync(
        IAuditLog log,
        long from,
        Action<AuditRecord> print,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        try
        {
            while (true)
            {
                from = await PrintAsync(log, from, print, ct);
                await Task.Delay(Interval, clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Told to end.
        }
    }
}
