using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Every event that hosting logs. The ids are stable: 5000 policy, 5100 pump, 5200 start.</summary>
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
}
