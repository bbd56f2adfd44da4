namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>The steps from a vote to the end of the work. A process says each that it reaches, and waits at the one where it is to be killed.</summary>
/// <param name="stop">The step and the work, as it is said; null to go on to the end.</param>
internal sealed class KillSteps(string? stop)
{
    public const string Voting = "voting";
    public const string Voted = "voted";
    public const string Releasing = "releasing";
    public const string Released = "released";
    public const string Sending = "sending";
    public const string Sent = "sent";
    public const string Claiming = "claiming";
    public const string Claimed = "claimed";
    public const string Started = "started";
    public const string Ended = "ended";
    public const string Completing = "completing";
    public const string Completed = "completed";
    public const string Acknowledging = "acknowledging";
    public const string Acknowledged = "acknowledged";

    /// <summary>Said when the step is reached where the process waits to be killed.</summary>
    public const string Stopped = "STOP";

    private volatile bool _stopped;

    public static IReadOnlyList<string> All { get; } =
    [
        Voting,
        Voted,
        Releasing,
        Released,
        Sending,
        Sent,
        Claiming,
        Claimed,
        Started,
        Ended,
        Completing,
        Completed,
        Acknowledging,
        Acknowledged,
    ];

    /// <summary>True where a kill at the step leaves the claim with a worker that is no more.</summary>
    public static bool HoldsClaim(string step) => step is Claimed or Started or Ended or Completing;

    /// <summary>True where a kill at the step leaves a handler that has started, and nobody was told how it ended.</summary>
    public static bool IsInHandler(string step) => step is Started or Ended or Completing;

    /// <summary>Says the step. Where this is the stop, nothing in the process gets past any step any more.</summary>
    public async Task ReachAsync(string step, string work)
    {
        Console.WriteLine($"{step} {work}");
        if ($"{step} {work}" == stop)
        {
            _stopped = true;
            Console.WriteLine(Stopped);
        }

        if (_stopped)
        {
            await Task.Delay(Timeout.Infinite);
        }
    }
}
