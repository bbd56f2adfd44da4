using System.Globalization;

namespace Hangfire;

/// <summary>Schedules a job that is about to fail again, until its attempts are used up.</summary>
public sealed class AutomaticRetryAttribute : JobFilterAttribute, IElectStateFilter, IApplyStateFilter
{
    private const string RetryCount = "RetryCount";
    private const string RetriesKey = "retries";
    private const string ReasonPrefix = "Retry attempt ";
    private static readonly ILog Logger = LogProvider.For<AutomaticRetryAttribute>();
    private int _attempts = DefaultRetryAttempts;

    public AutomaticRetryAttribute()
    {
        Order = 20;
    }

    public static int DefaultRetryAttempts => 10;

    public int Attempts
    {
        get => _attempts;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _attempts = value;
        }
    }

    public int[] DelaysInSeconds { get; set; }
    public Func<long, int> DelayInSecondsByAttemptFunc { get; set; } = GrowingDelay;
    public AttemptsExceededAction OnAttemptsExceeded { get; set; } = AttemptsExceededAction.Fail;
    public bool LogEvents { get; set; } = true;
    public Type[] OnlyOn { get; set; }
    public Type[] ExceptOn { get; set; }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState failed || !Retries(failed.Exception))
        {
            return;
        }

        var attempt = context.GetJobParameter<int>(RetryCount) + 1;
        if (attempt <= Attempts)
        {
            Retry(context, failed, attempt);
        }
        else if (OnAttemptsExceeded == AttemptsExceededAction.Delete)
        {
            context.CandidateState = new DeletedState(new ExceptionInfo(failed.Exception))
            {
                Reason = Attempts > 0 ? "Exceeded the maximum number of retry attempts." : "Retries were disabled.",
            };
        }
        else if (LogEvents)
        {
            Logger.ErrorException($"Failed to process the job '{context.BackgroundJob.Id}'.", failed.Exception);
        }
    }

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (
            context.NewState is ScheduledState { Reason: { } reason }
            && reason.StartsWith(ReasonPrefix, StringComparison.OrdinalIgnoreCase)
        )
        {
            transaction.AddToSet(RetriesKey, context.BackgroundJob.Id);
        }
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (string.Equals(context.OldStateName, ScheduledState.StateName, StringComparison.OrdinalIgnoreCase))
        {
            transaction.RemoveFromSet(RetriesKey, context.BackgroundJob.Id);
        }
    }

    private bool Retries(Exception exception) =>
        (OnlyOn == null || OnlyOn.Length == 0 || Array.Exists(OnlyOn, type => type.IsInstanceOfType(exception)))
        && (ExceptOn == null || !Array.Exists(ExceptOn, type => type.IsInstanceOfType(exception)));

    private void Retry(ElectStateContext context, FailedState failed, int attempt)
    {
        var delay = TimeSpan.FromSeconds(
            DelaysInSeconds is { Length: > 0 } delays
                ? delays[Math.Min(attempt, delays.Length) - 1]
                : DelayInSecondsByAttemptFunc(attempt)
        );
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{ReasonPrefix}{attempt} of {Attempts}: {failed.Exception.Message}"
        );
        context.SetJobParameter(RetryCount, attempt);
        context.CandidateState =
            delay == TimeSpan.Zero
                ? new EnqueuedState { Reason = reason }
                : new ScheduledState(delay) { Reason = reason };
        if (LogEvents)
        {
            Logger.WarnException(
                $"Failed to process the job '{context.BackgroundJob.Id}': attempt {attempt} follows in {delay}.",
                failed.Exception
            );
        }
    }

    /// <summary>Seconds before an attempt: the fourth power of its number, and a random part that grows with it.</summary>
    private static int GrowingDelay(long attempt)
    {
        var before = attempt - 1;
        var random = Random.Shared.Next(30);
        return (int)Math.Min(int.MaxValue, (before * before * before * before) + 15 + (random * attempt));
    }
}
