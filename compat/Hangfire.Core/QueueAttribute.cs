using System.Globalization;

namespace Hangfire;

/// <summary>Enqueues a job to the named queue, whatever queue was chosen for it.</summary>
public sealed class QueueAttribute : JobFilterAttribute, IElectStateFilter
{
    public QueueAttribute(string queue)
    {
        Queue = queue;
        Order = int.MaxValue;
    }

    public string Queue { get; }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is EnqueuedState enqueued)
        {
            enqueued.Queue = string.Format(
                CultureInfo.InvariantCulture,
                Queue,
                context.BackgroundJob.Job?.Args.ToArray() ?? []
            );
        }
    }
}
