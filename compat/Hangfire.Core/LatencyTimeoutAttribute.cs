namespace Hangfire;

/// <summary>Deletes a job that waited for longer than the given number of seconds before it came to a worker.</summary>
public sealed class LatencyTimeoutAttribute : JobFilterAttribute, IElectStateFilter
{
    private static readonly ILog Logger = LogProvider.For<LatencyTimeoutAttribute>();
    private readonly int _timeoutInSeconds;

    public LatencyTimeoutAttribute(int timeoutInSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeoutInSeconds);
        _timeoutInSeconds = timeoutInSeconds;
        LogLevel = LogLevel.Debug;
    }

    public LogLevel LogLevel { get; set; }

    public void OnStateElection(ElectStateContext context)
    {
        if (
            context.CandidateState is ProcessingState
            && (DateTime.UtcNow - context.BackgroundJob.CreatedAt).TotalSeconds >= _timeoutInSeconds
        )
        {
            var reason = $"Job's latency is over the timeout of {_timeoutInSeconds} seconds.";
            Logger.Log(LogLevel, () => reason);
            context.CandidateState = new DeletedState { Reason = reason };
        }
    }
}
