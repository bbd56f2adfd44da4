using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Events of the pump's upkeep: 5120.</summary>
internal static partial class Log
{
    [LoggerMessage(
        5121,
        LogLevel.Error,
        "Pump, records: the decision log did not take one; it and {Count} or more in all wait in the store: {Problem}"
    )]
    public static partial void RecordsNotSent(ILogger logger, Exception exception, int count, string problem);

    [LoggerMessage(
        5122,
        LogLevel.Information,
        "Approval {ApprovalId} was {State} at {ClosedAt:u}: its parked work is erased"
    )]
    public static partial void Erased(ILogger logger, string approvalId, string state, DateTimeOffset closedAt);

    [LoggerMessage(
        5123,
        LogLevel.Warning,
        "Nobody tells of changes by other processes: {Problem}. It is tried again; until then they are found at intervals"
    )]
    public static partial void WakeEnded(ILogger logger, Exception? exception, string problem);
}
