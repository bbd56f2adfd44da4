using Microsoft.Extensions.Logging;

namespace Actra.Hangfire;

/// <summary>Every event that the job guard logs. The ids are stable: 6000 judging, 6100 releasing, 6200 actors, 6300 recurring jobs.</summary>
internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Error, "Job {JobId} could not be judged and is set aside for {Delay}")]
    public static partial void NotJudged(ILogger logger, Exception error, string jobId, TimeSpan delay);

    [LoggerMessage(6002, LogLevel.Warning, "Job {JobId} was not judged within {Budget} and is set aside")]
    public static partial void TooSlow(ILogger logger, string jobId, TimeSpan budget);

    [LoggerMessage(
        6003,
        LogLevel.Warning,
        "Job {JobId}: another filter elected Processing after the guard had refused; it stays {State}"
    )]
    public static partial void RefusalRestored(ILogger logger, string jobId, string state);

    [LoggerMessage(
        6004,
        LogLevel.Warning,
        "Job {JobId} reached its method as something else than was judged ({Why}): it is judged again"
    )]
    public static partial void JudgedAgain(ILogger logger, string jobId, string why);

    [LoggerMessage(6005, LogLevel.Warning, "Job {JobId} ({Method}) is blocked ({Code}): {Reason}")]
    public static partial void Refused(ILogger logger, string jobId, string method, string code, string reason);

    [LoggerMessage(
        6006,
        LogLevel.Error,
        "Job {JobId} runs under approval {ApprovalId}, and its claim is lost: it is stopped"
    )]
    public static partial void LeaseLost(ILogger logger, string jobId, string approvalId);

    [LoggerMessage(6007, LogLevel.Error, "The end of approved job {JobId} was not told to the approval store in time")]
    public static partial void EndNotTold(ILogger logger, Exception? error, string jobId);

    [LoggerMessage(6008, LogLevel.Error, "A refusal could not be recorded in the decision log; the refusal stands")]
    public static partial void NotRecorded(ILogger logger, Exception error);

    [LoggerMessage(6009, LogLevel.Error, "Job {JobId} runs without its claim and could not be stopped")]
    public static partial void NotStopped(ILogger logger, Exception error, string jobId);

    [LoggerMessage(
        6101,
        LogLevel.Information,
        "Approval {ApprovalId}: job {JobId} does not await approval; nothing moved"
    )]
    public static partial void NotAwaiting(ILogger logger, string approvalId, string jobId);

    [LoggerMessage(
        6102,
        LogLevel.Error,
        "Approval {ApprovalId} is for job {WorkId} of a job storage that is gone; nothing can be moved, and the request runs out"
    )]
    public static partial void StorageGone(ILogger logger, string approvalId, string workId);

    [LoggerMessage(6201, LogLevel.Error, "Who creates a job could not be said; the job's actor is unknown")]
    public static partial void NotStamped(ILogger logger, Exception error);

    [LoggerMessage(6202, LogLevel.Error, "The actor of job {JobId} could not be sealed; the job's actor is unknown")]
    public static partial void NotSealed(ILogger logger, Exception error, string jobId);

    [LoggerMessage(
        6203,
        LogLevel.Warning,
        "The host has no signing key (SignWith): the actor of job {JobId} cannot be sealed and is unknown"
    )]
    public static partial void NoKey(ILogger logger, string jobId);

    [LoggerMessage(6204, LogLevel.Warning, "Job {JobId}: its actor is not believed: {Refusal}")]
    public static partial void SealRefused(ILogger logger, string jobId, string refusal);

    [LoggerMessage(
        6301,
        LogLevel.Information,
        "Recurring job {RecurringJobId}: an occurrence is skipped, {JobId} is parked"
    )]
    public static partial void OccurrenceSkipped(ILogger logger, string recurringJobId, string jobId);
}
