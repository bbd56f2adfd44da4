using Actra.Guard;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>An admitted run of a job, from the election of Processing until the job's next state.</summary>
/// <param name="admission">The answer that lets it run.</param>
/// <param name="arguments">The arguments that were judged.</param>
/// <param name="digest">The digest of what was judged.</param>
/// <param name="queue">The queue it came from.</param>
/// <param name="leases">The claims under which it runs: none for a plain allow.</param>
internal sealed class JobRun(
    Admission admission,
    object?[] arguments,
    Lazy<string> digest,
    string queue,
    IReadOnlyList<ApprovalLease> leases
)
{
    private int _phase;

    public Admission Admission => admission;

    public string Queue => queue;

    public IReadOnlyList<ApprovalLease> Leases => leases;

    public bool IsRunning => _phase == 1;

    /// <summary>How the method failed; null where it has not.</summary>
    public string? Error { get; private set; }

    /// <summary>The same run, under earlier claims as well.</summary>
    public JobRun With(IReadOnlyList<ApprovalLease> earlier) =>
        new(admission, arguments, digest, queue, [.. earlier, .. leases]);

    /// <summary>True for the one caller that may run it.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _phase, 1, 0) == 0;

    public void End(string? error)
    {
        Error = error;
        Volatile.Write(ref _phase, 2);
    }

    /// <summary>True where these are the arguments that were judged. Those that can change inside are compared by digest.</summary>
    public bool Covers(Job job)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i >= job.Args.Count || !IsSimple(arguments[i]) || !Equals(arguments[i], job.Args[i]))
            {
                return JobDigest.Of(job) == digest.Value;
            }
        }

        return arguments.Length == job.Args.Count;
    }

    private static bool IsSimple(object? value) =>
        value is null or string or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or CancellationToken
        || value.GetType().IsPrimitive
        || value.GetType().IsEnum;
}
