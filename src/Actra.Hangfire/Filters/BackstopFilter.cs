using Actra.Model;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>
/// Right before the method: a job runs only as what was judged. Arguments that were filled in after the election, and elections that went past the guard, are
/// judged here; what may not run is parked or blocked from here, and the worker lets go of it.
/// </summary>
internal sealed class BackstopFilter(JobServices services, JobJudge judge, LostClaims claims)
    : IJobFilter,
        IServerFilter
{
    private const string RunItem = "Actra.Run";

    public bool AllowMultiple => true;

    public int Order => GuardOrders.Backstop;

    /// <summary>The run that a context belongs to; null where it needed no decision.</summary>
    public static JobRun? RunOf(PerformContext context) =>
        context.Items.TryGetValue(RunItem, out var run) ? run as JobRun : null;

    public void OnPerforming(PerformingContext context)
    {
        var job = context.BackgroundJob;
        if (judge.Passes(job.Job))
        {
            return;
        }

        var workId = services.Nonces.WorkId(context.Storage, job.Id);
        var admitted = services.Runs.Find(workId);
        var covered = admitted?.Covers(job.Job) == true;
        if (covered && admitted!.TryStart())
        {
            Begin(context, admitted);
            return;
        }

        Log.JudgedAgain(services.Logger, job.Id, covered || admitted is null ? "no admission" : "other arguments");
        JudgeAgain(context, workId, admitted is { IsRunning: false } ? admitted : null);
    }

    public void OnPerformed(PerformedContext context)
    {
        if (RunOf(context) is not { } run)
        {
            return;
        }

        var id = context.BackgroundJob.Id;
        var workId = services.Nonces.WorkId(context.Storage, id);
        if (context.Exception is null || context.ExceptionHandled)
        {
            services.Runs.Completed(workId, id, run);
        }
        else if (context.Exception is OperationCanceledException)
        {
            services.Runs.Interrupted(workId, id, run);
        }
        else
        {
            var error = context.Exception.InnerException ?? context.Exception;
            services.Runs.Failed(workId, id, run, $"{error.GetType().Name}: {error.Message}");
        }
    }

    private void Begin(PerformingContext context, JobRun run)
    {
        context.Items[RunItem] = run;
        claims.Watch(context, run);
    }

    private void JudgeAgain(PerformingContext context, string workId, JobRun? earlier)
    {
        var job = context.BackgroundJob;
        IRefusal instead;
        try
        {
            var call = new JobCall(
                services,
                context.Storage,
                context.Connection,
                job,
                JobParameters.Of(context),
                ProcessingState.StateName,
                late: true
            );
            if (earlier is not null)
            {
                call.Continue(earlier, services.Options.BelieveInjectedArguments);
            }

            var verdict = judge.Judge(call);
            if (verdict.Run is { } run)
            {
                // Claims that the election made for what was declared last as long as the run does.
                var whole = earlier is null ? run : run.With(earlier.Leases);
                whole.TryStart();
                services.Runs.Replace(workId, whole);
                Begin(context, whole);
                return;
            }

            instead = verdict.Instead!;
        }
        catch (Exception e)
        {
            var delay = services.DelayFor(0);
            Log.NotJudged(services.Logger, e, job.Id, delay);
            instead = new DeferredState(delay, e.Message);
        }

        services.Runs.Withdraw(workId, job.Id);
        var applied = new BackgroundJobStateChanger(services.Filters).ChangeState(
            new StateChangeContext(context.Storage, context.Connection, job.Id, instead, ProcessingState.StateName)
        );
        if (applied is ProcessingState)
        {
            throw new ActraException($"job {job.Id} was refused, and another filter elected Processing again");
        }

        throw new JobAbortedException();
    }
}
