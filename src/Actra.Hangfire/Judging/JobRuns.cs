using System.Collections.Concurrent;
using Actra.Guard;
using Microsoft.Extensions.Logging;

namespace Actra.Hangfire;

/// <summary>The admitted runs of this process, by job. Tells claims how their run ended.</summary>
internal sealed class JobRuns(Func<TimeSpan> budget, ILogger logger)
{
    /// <summary>How long a run that failed waits for the job's next state before its claim is given back.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, JobRun> _runs = new(StringComparer.Ordinal);

    public bool IsEmpty => _runs.IsEmpty;

    public JobRun? Find(string workId) => _runs.GetValueOrDefault(workId);

    public void Admit(string workId, JobRun run) => _runs[workId] = run;

    /// <summary>Another run of the job takes the place of the one that was admitted; one that is going on keeps its own.</summary>
    public void Replace(string workId, JobRun run)
    {
        if (Find(workId) is not { IsRunning: true })
        {
            Admit(workId, run);
        }
    }

    /// <summary>Forgets a run that was admitted and never started, for example because its state could not be stored.</summary>
    public void Withdraw(string workId, string jobId)
    {
        if (_runs.TryGetValue(workId, out var run) && !run.IsRunning && TryRemove(workId, run))
        {
            Tell(jobId, run, lease => lease.PutBackAsync());
        }
    }

    /// <summary>The method returned.</summary>
    public void Completed(string workId, string jobId, JobRun run)
    {
        run.End(null);
        TryRemove(workId, run);
        Tell(jobId, run, lease => lease.CompleteAsync());
    }

    /// <summary>The method was interrupted, and the job will be fetched again.</summary>
    public void Interrupted(string workId, string jobId, JobRun run)
    {
        run.End("interrupted");
        TryRemove(workId, run);
        Tell(jobId, run, lease => lease.PutBackAsync());
    }

    /// <summary>The method failed: the job's next state says whether for good.</summary>
    public void Failed(string workId, string jobId, JobRun run, string error)
    {
        run.End(error);
        if (run.Leases.Count == 0)
        {
            TryRemove(workId, run);
        }
        else
        {
            _ = GiveBackLaterAsync(workId, jobId, run);
        }
    }

    /// <summary>The job leaves Processing.</summary>
    /// <param name="workId">The job as a piece of work.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="end">What its next state says.</param>
    public void Settle(string workId, string jobId, JobEnd end)
    {
        // A run that is still going is not ended by somebody else's change of the job's state.
        if (_runs.TryGetValue(workId, out var run) && !run.IsRunning && TryRemove(workId, run))
        {
            Tell(
                jobId,
                run,
                lease =>
                    end switch
                    {
                        JobEnd.Again => lease.PutBackAsync(),
                        JobEnd.Succeeded => lease.CompleteAsync(),
                        _ => lease.FailAsync(run.Error ?? "the job did not run"),
                    }
            );
        }
    }

    private bool TryRemove(string workId, JobRun run) => _runs.TryRemove(KeyValuePair.Create(workId, run));

    private async Task GiveBackLaterAsync(string workId, string jobId, JobRun run)
    {
        await Task.Delay(Linger);
        if (TryRemove(workId, run))
        {
            Tell(jobId, run, lease => lease.PutBackAsync());
        }
    }

    private void Tell(string jobId, JobRun run, Func<ApprovalLease, Task<bool>> end)
    {
        foreach (var lease in run.Leases)
        {
            try
            {
                if (!Task.Run(() => end(lease)).Wait(budget()))
                {
                    Log.EndNotTold(logger, null, jobId);
                }
            }
            catch (AggregateException e)
            {
                Log.EndNotTold(logger, e.InnerException, jobId);
            }
        }
    }
}
