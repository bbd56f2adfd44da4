using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>A job that wants to run, and what its storage says about it. Read on the thread that holds the connection.</summary>
internal sealed class JobCall
{
    public JobCall(
        JobServices services,
        JobStorage storage,
        IStorageConnection connection,
        BackgroundJob job,
        JobParameters parameters,
        string? currentState,
        bool late
    )
    {
        BackgroundJob = job;
        Job = job.Job;
        Parameters = parameters;
        WorkId = services.Nonces.WorkId(storage, job.Id);
        Arguments = [.. Job.Args];
        Digest = new Lazy<string>(() => JobDigest.Of(Job));
        Redelivered =
            late || string.Equals(currentState, ProcessingState.StateName, StringComparison.OrdinalIgnoreCase);
        Queue = QueueOf(connection, job, currentState);
        RecurringJobId = Parameters.Text(JobParameterNames.RecurringJobId);
        ApprovalHint = Parameters.Text(JobParameterNames.Approval);
        Deferrals = Parameters.Number(JobParameterNames.Deferrals);
        Facts = new WorkFacts(
            Math.Min(Parameters.Number(JobParameterNames.RetryCount), int.MaxValue - 1) + 1,
            new DateTimeOffset(DateTime.SpecifyKind(job.CreatedAt, DateTimeKind.Utc)),
            RecurringJobId
        );
        Seal = Parameters.Text(JobParameterNames.Seal);
        Headers = Parameters.All();
    }

    public BackgroundJob BackgroundJob { get; }

    public Job Job { get; }

    public JobParameters Parameters { get; }

    public string WorkId { get; }

    public object?[] Arguments { get; }

    public Lazy<string> Digest { get; }

    /// <summary>True where the job may have been handed to a worker before.</summary>
    public bool Redelivered { get; }

    public string Queue { get; private set; }

    /// <summary>Who asks, where that was proved before; null where the job's seal is to be asked.</summary>
    public ActorIdentity? Identity { get; private set; }

    public string? RecurringJobId { get; }

    public string? ApprovalHint { get; }

    public int Deferrals { get; }

    public WorkFacts Facts { get; }

    public string? Seal { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The call goes on from a run that was admitted for what was declared.</summary>
    /// <param name="declared">The run.</param>
    /// <param name="believed">True where its actor speaks for arguments that were filled in since.</param>
    public void Continue(JobRun declared, bool believed)
    {
        Queue = declared.Queue;
        Identity = believed ? declared.Identity : null;
    }

    private static string QueueOf(IStorageConnection connection, BackgroundJob job, string? currentState)
    {
        string? queue = null;
        if (string.Equals(currentState, EnqueuedState.StateName, StringComparison.OrdinalIgnoreCase))
        {
            connection.GetStateData(job.Id)?.Data?.TryGetValue("Queue", out queue);
        }

        return queue ?? job.Job.Queue ?? EnqueuedState.DefaultQueue;
    }
}
