using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Events of notices: 5400.</summary>
internal static partial class Log
{
    [LoggerMessage(
        5401,
        LogLevel.Warning,
        "Notice {NoticeId}, attempt {Attempt}: {Problem}. It is tried again from {DueAt:u}"
    )]
    public static partial void NoticeFailed(
        ILogger logger,
        string noticeId,
        int attempt,
        string? problem,
        DateTimeOffset dueAt
    );

    [LoggerMessage(
        5402,
        LogLevel.Error,
        "Notice {NoticeId} about approval {ApprovalId} is a dead letter after {Attempts} attempts: {Problem}. It is not tried again until a person replays it"
    )]
    public static partial void NoticeDead(
        ILogger logger,
        string noticeId,
        string approvalId,
        int attempts,
        string? problem
    );

    [LoggerMessage(5403, LogLevel.Error, "Notices: the approval store cannot be asked: {Problem}. It is tried again")]
    public static partial void NoticesNotTaken(ILogger logger, Exception exception, string problem);

    [LoggerMessage(
        5404,
        LogLevel.Error,
        "Notice {NoticeId}: who was told could not be stored: {Problem}. They may be told again"
    )]
    public static partial void NoticeNotKept(ILogger logger, Exception exception, string noticeId, string problem);

    [LoggerMessage(5405, LogLevel.Debug, "Notice {NoticeId}: {Notifier} was not told")]
    public static partial void NotTold(ILogger logger, Exception exception, string noticeId, string notifier);
}
