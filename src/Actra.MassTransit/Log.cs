using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

internal static partial class Log
{
    [LoggerMessage(
        EventId = 4001,
        Level = LogLevel.Warning,
        Message = "The actor of message {WorkId} on {Endpoint} is not proved: {Refusal}"
    )]
    public static partial void ActorRefused(ILogger logger, string endpoint, string workId, string refusal);

    [LoggerMessage(
        EventId = 4002,
        Level = LogLevel.Warning,
        Message = "The claim on approval {ApprovalId} for {Endpoint} was lost before its handler ended"
    )]
    public static partial void LeaseLost(ILogger logger, string approvalId, string endpoint);

    [LoggerMessage(
        EventId = 4003,
        Level = LogLevel.Warning,
        Message = "The approval store does not take a message of {Endpoint}; trying again in {Pause}"
    )]
    public static partial void StoreRefuses(ILogger logger, Exception exception, string endpoint, TimeSpan pause);

    [LoggerMessage(
        EventId = 4004,
        Level = LogLevel.Error,
        Message = "Message {WorkId} on {Queue} was refused and moved to its fault queue: {Refusal}"
    )]
    public static partial void ParkingRefused(ILogger logger, string queue, string? workId, string refusal);

    [LoggerMessage(
        EventId = 4005,
        Level = LogLevel.Error,
        Message = "Messages are consumed without a decision. Paste and complete these lines:{Lines}"
    )]
    public static partial void Unmapped(ILogger logger, string lines);

    [LoggerMessage(
        EventId = 4006,
        Level = LogLevel.Warning,
        Message = "No signing key is given (SignWith): a key that lives as long as this process signs what returns to its queues"
    )]
    public static partial void EphemeralKey(ILogger logger);

    [LoggerMessage(
        EventId = 4007,
        Level = LogLevel.Warning,
        Message = "A vote on {ApprovalId} by {ApproverId} was refused: {Refusal}"
    )]
    public static partial void VoteRefused(ILogger logger, string approvalId, string approverId, string refusal);

    [LoggerMessage(
        EventId = 4008,
        Level = LogLevel.Information,
        Message = "A signed {Act} on {ApprovalId} by {ApproverId}: {Outcome}"
    )]
    public static partial void VoteTaken(
        ILogger logger,
        string act,
        string approvalId,
        string approverId,
        string outcome
    );

    [LoggerMessage(
        EventId = 4009,
        Level = LogLevel.Warning,
        Message = "Message {WorkId} on {Endpoint} was moved, and nobody could be told why it did not run"
    )]
    public static partial void NotTold(ILogger logger, Exception exception, string endpoint, string? workId);
}
