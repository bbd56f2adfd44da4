namespace Actra.Hangfire;

/// <summary>What becomes of a job: exactly one of the two is set.</summary>
/// <param name="Run">The run that is admitted.</param>
/// <param name="Instead">The state that it gets instead of running.</param>
internal sealed record JobVerdict(JobRun? Run, IRefusal? Instead);
