using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Every event that hosting logs. The ids are stable: 5000 policy, 5100 pump, 5200 start, 5300 decision log, 5400 notices.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "Policy {Hash} is in force, from {Place}")]
    public static partial void PolicyLoaded(ILogger logger, string hash, string place);

    [LoggerMessage(5002, LogLevel.Information, "Policy {Hash} replaces {OldHash}, from {Place}")]
    public static partial void PolicyReloaded(ILogger logger, string hash, string oldHash, string place);

    [LoggerMessage(
        5003,
        LogLevel.Error,
        "{Place} has changed and was not taken: {Problem}. Policy {Hash} stays in force"
    )]
    public static partial void PolicyNotReloaded(
        ILogger logger,
        Exception? exception,
        string place,
        string problem,
        string hash
    );

    [LoggerMessage(5004, LogLevel.Warning, "{Directory} cannot be watched; its contents are compared every {Interval}")]
    public static partial void NotWatched(ILogger logger, Exception exception, string directory, TimeSpan interval);

    [LoggerMessage(5005, LogLevel.Warning, "Policy warning: {Warning}")]
    public static partial void PolicyWarning(ILogger logger, string warning);

    [LoggerMessage(5101, LogLevel.Information, "Approval {ApprovalId}: {From} became {To}, its time had come")]
    public static partial void TimerFired(ILogger logger, string approvalId, string from, string to);

    [LoggerMessage(5102, LogLevel.Information, "Approval {ApprovalId}: the work was sent to {Endpoint}")]
    public static partial void Released(ILogger logger, string approvalId, string endpoint);

    [LoggerMessage(
        5103,
        LogLevel.Information,
        "Approval {ApprovalId} is {State}: its work was moved away from {Endpoint}"
    )]
    public static partial void Rejected(ILogger logger, string approvalId, string state, string endpoint);

    [LoggerMessage(5104, LogLevel.Information, "Work {Id} went back to {Endpoint} after attempt {Attempt}")]
    public static partial void Returned(ILogger logger, string id, string endpoint, int attempt);

    [LoggerMessage(5105, LogLevel.Error, "Pump, {Step} {Id}: {Problem}. It is tried again")]
    public static partial void ItemFailed(ILogger logger, Exception exception, string step, string id, string problem);

    [LoggerMessage(
        5106,
        LogLevel.Error,
        "Pump, {Step}: the approval store cannot be asked: {Problem}. It is tried again"
    )]
    public static partial void StoreFailed(ILogger logger, Exception exception, string step, string problem);

    [LoggerMessage(5107, LogLevel.Information, "Pump: the approval store answers again")]
    public static partial void StoreAnswers(ILogger logger);

    [LoggerMessage(
        5110,
        LogLevel.Information,
        "Approval {ApprovalId}: a signed {Act} by {ApproverId} from the inbox: {Answer}"
    )]
    public static partial void VoteCast(
        ILogger logger,
        string act,
        string approvalId,
        string approverId,
        string answer
    );

    [LoggerMessage(
        5111,
        LogLevel.Warning,
        "Approval {ApprovalId}: what {ApproverId} asks for in the inbox is refused: {Refusal}"
    )]
    public static partial void VoteRefused(ILogger logger, string? approvalId, string? approverId, string refusal);

    [LoggerMessage(5109, LogLevel.Error, "Pump: the adapter for work of kind {Kind} cannot say whether it is ready")]
    public static partial void NotReady(ILogger logger, Exception exception, string kind);

    [LoggerMessage(
        5201,
        LogLevel.Warning,
        "Snapshot resolver {Resolver} is for {Action}, an action that the policy does not declare"
    )]
    public static partial void UnknownSnapshotAction(ILogger logger, string resolver, string action);

    [LoggerMessage(5301, LogLevel.Information, "Decision log: signed head {Sequence}:{Hash}")]
    public static partial void HeadSigned(ILogger logger, long sequence, string hash);

    [LoggerMessage(5302, LogLevel.Error, "Decision log: {Problem}")]
    public static partial void HeadNotSigned(ILogger logger, Exception exception, string problem);

    [LoggerMessage(5303, LogLevel.Information, "Decision log: records {First} to {Last} were cut off")]
    public static partial void LogCut(ILogger logger, long first, long last);

    [LoggerMessage(5304, LogLevel.Error, "Decision log: {Problem}. It is tried again")]
    public static partial void LogNotCut(ILogger logger, Exception exception, string problem);

    [LoggerMessage(5108, LogLevel.Debug, "Pump: what waits could not be measured")]
    public static partial void NotMeasured(ILogger logger, Exception exception);
}
