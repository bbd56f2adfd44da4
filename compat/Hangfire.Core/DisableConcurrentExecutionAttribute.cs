using System.Globalization;

namespace Hangfire;

/// <summary>Holds a distributed lock while the job runs; a worker waits for it as long as the timeout allows.</summary>
public class DisableConcurrentExecutionAttribute : JobFilterAttribute, IServerFilter
{
    private const string LockItem = "DistributedLock";

    public DisableConcurrentExecutionAttribute(int timeoutInSeconds)
        : this(resource: null, timeoutInSeconds) { }

    public DisableConcurrentExecutionAttribute(string resource, int timeoutInSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeoutInSeconds);
        Resource = resource;
        TimeoutSec = timeoutInSeconds;
    }

    public string Resource { get; }
    public int TimeoutSec { get; }

    public void OnPerforming(PerformingContext context)
    {
        var job = context.BackgroundJob.Job;
        var resource =
            Resource == null
                ? $"{job.Type.FullName}.{job.Method.Name}"
                : string.Format(CultureInfo.InvariantCulture, Resource, [.. job.Args]);
        context.Items[LockItem] = context.Connection.AcquireDistributedLock(resource, TimeSpan.FromSeconds(TimeoutSec));
    }

    public void OnPerformed(PerformedContext context)
    {
        if (!context.Items.Remove(LockItem, out var held))
        {
            throw new InvalidOperationException("The distributed lock of this job was never acquired.");
        }

        ((IDisposable)held).Dispose();
    }
}
