using Microsoft.Extensions.Logging;

namespace Actra.Guard;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "{Kind} {WorkId} on {Endpoint} is blocked ({Code}): {Reason}")]
    public static partial void Faulted(
        ILogger logger,
        string kind,
        string? workId,
        string endpoint,
        string code,
        string reason
    );

    [LoggerMessage(
        1002,
        LogLevel.Information,
        "{Kind} {WorkId} on {Endpoint} waits for approval {ApprovalId}: {Reason}"
    )]
    public static partial void Parked(
        ILogger logger,
        string kind,
        string? workId,
        string endpoint,
        string? approvalId,
        string reason
    );

    [LoggerMessage(
        1003,
        LogLevel.Warning,
        "{Kind} {WorkId} on {Endpoint} cannot be judged now and is set aside for {Delay}: {Reason}"
    )]
    public static partial void Deferred(
        ILogger logger,
        Exception? error,
        string kind,
        string? workId,
        string endpoint,
        TimeSpan delay,
        string reason
    );

    [LoggerMessage(1004, LogLevel.Warning, "{Kind} {WorkId} on {Endpoint} is dropped: {Reason}")]
    public static partial void Dropped(ILogger logger, string kind, string? workId, string endpoint, string reason);

    [LoggerMessage(1005, LogLevel.Information, "{Kind} {WorkId} on {Endpoint} starts under approval {ApprovalId}")]
    public static partial void Claimed(ILogger logger, string kind, string? workId, string endpoint, string approvalId);

    [LoggerMessage(
        1006,
        LogLevel.Warning,
        "{Kind} {WorkId} on {Endpoint} names approval {ApprovalId}, which is not for this work; the hint is ignored"
    )]
    public static partial void HintIgnored(
        ILogger logger,
        string kind,
        string? workId,
        string endpoint,
        string approvalId
    );

    [LoggerMessage(1007, LogLevel.Error, "a decision observer failed; the decision stands")]
    public static partial void ObserverFailed(ILogger logger, Exception error);

    [LoggerMessage(
        1008,
        LogLevel.Error,
        "the end of approved work {ApprovalId} could not be stored; its lease will run out"
    )]
    public static partial void EndNotStored(ILogger logger, Exception error, string approvalId);

    [LoggerMessage(
        1011,
        LogLevel.Warning,
        "the end of approved work {ApprovalId} could not be stored yet; it is tried again until {Until}"
    )]
    public static partial void EndTriedAgain(ILogger logger, Exception error, string approvalId, DateTimeOffset until);

    [LoggerMessage(
        1012,
        LogLevel.Error,
        "the claim on approved work {ApprovalId} was lost, and something threw when its handler was told to stop"
    )]
    public static partial void LostCallbackFailed(ILogger logger, Exception error, string approvalId);

    [LoggerMessage(
        1009,
        LogLevel.Error,
        "work of {Service} that needs approval is blocked: {Limit}. Decide about what waits, or raise the limit"
    )]
    public static partial void BacklogFull(ILogger logger, string service, string limit);

    [LoggerMessage(
        1010,
        LogLevel.Critical,
        "approval {ApprovalId} bears no seal of this host's keys: somebody wrote it into the store. Its work is blocked"
    )]
    public static partial void GrantForged(ILogger logger, string approvalId);
}
