using Actra.Guard;
using Actra.Resolution;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>An admitted run of a job, from the election of Processing until the job's next state.</summary>
/// <param name="admission">The answer that lets it run.</param>
/// <param name="call">What was judged.</param>
/// <param name="queue">The queue it came from.</param>
/// <param name="identity">Who asked, where that is proved.</param>
/// <param name="leases">The claims under which it runs: none for a plain allow.</param>
internal sealed class JobRun(
    Admission admission,
    JobCall call,
    string queue,
    ActorIdentity? identity,
    IReadOnlyList<ApprovalLease> leases
)
{
    // Arguments that can change inside are known by their digest, taken before anybody could touch them.
    private readonly string? _digest = call.Arguments.All(IsSimple) ? null : call.Digest.Value;
    private int _phase;

    public Admission Admission => admission;

    public string Queue => queue;

    public ActorIdentity? Identity => identity;

    public IReadOnlyList<ApprovalLease> Leases => leases;

    public bool IsRunning => _phase == 1;

    /// <summary>How the method failed; null where it has not.</summary>
    public string? Error { get; private set; }

    /// <summary>The same run, under earlier claims as well.</summary>
    public JobRun With(IReadOnlyList<ApprovalLease> earlier) =>
        new(admission, call, queue, identity, [.. earlier, .. leases]);

    /// <summary>True for the one caller that may run it.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _phase, 1, 0) == 0;

    public void End(string? error)
    {
        Error = error;
        Volatile.Write(ref _phase, 2);
    }

    /// <summary>True where these are the arguments that were judged.</summary>
    public bool Covers(Job job)
    {
        if (_digest is not null)
        {
            return JobDigest.Of(job) == _digest;
        }

        return call.Arguments.AsSpan().SequenceEqual([.. job.Args]);
    }

    private static bool IsSimple(object? value) =>
        value is null or string or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or CancellationToken
        || value.GetType().IsPrimitive
        || value.GetType().IsEnum;
}
