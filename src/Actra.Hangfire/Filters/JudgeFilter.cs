using Actra.Guard;
using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>
/// Decides when a worker wants to take a job: the election of Processing is the one step on every path. Runs under the job's lock, and nothing escapes it: what
/// cannot be decided is set aside.
/// </summary>
internal sealed class JudgeFilter(JobServices services, JobJudge judge, ActorStamps stamps)
    : IJobFilter,
        IElectStateFilter
{
    public bool AllowMultiple => true;

    public int Order => GuardOrders.Judge;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CurrentState is null)
        {
            Seal(context);
        }

        if (context.BackgroundJob.Job is null)
        {
            return;
        }

        var wantsToRun = context.CandidateState is ProcessingState;
        try
        {
            if (wantsToRun)
            {
                Judge(context);
            }
            else
            {
                Follow(context);
            }
        }
        catch (Exception e)
        {
            var delay = services.DelayFor(0);
            Log.NotJudged(services.Logger, e, context.BackgroundJob.Id, delay);
            if (wantsToRun)
            {
                context.CandidateState = new DeferredState(delay, e.Message);
            }
        }
    }

    private void Seal(ElectStateContext context)
    {
        try
        {
            stamps.Seal(context);
        }
        catch (Exception e)
        {
            Log.NotSealed(services.Logger, e, context.BackgroundJob.Id);
        }
    }

    private void Judge(ElectStateContext context)
    {
        var job = context.BackgroundJob;
        if (judge.Passes(job.Job))
        {
            return;
        }

        services.Runs.Withdraw(services.Nonces.WorkId(context.Storage, job.Id), job.Id);
        var call = new JobCall(
            services,
            context.Storage,
            context.Connection,
            job,
            JobParameters.Of(context),
            context.CurrentState,
            late: false
        );
        var verdict = judge.Judge(call);
        if (verdict.Run is { } run)
        {
            services.Runs.Admit(call.WorkId, run);
            return;
        }

        context.CandidateState = verdict.Instead!;
        Remember(call.Parameters, verdict.Instead!);
    }

    /// <summary>Keeps up with changes that others make: the pump, the backstop, a failing job, the scheduler.</summary>
    private void Follow(ElectStateContext context)
    {
        var parameters = JobParameters.Of(context);
        if (
            context.CandidateState is not IRefusal
            && context.TraversedStates.OfType<IRefusal>().LastOrDefault() is { } refused
        )
        {
            // Automatic retry takes any failed state for a failure of the method.
            context.CandidateState = refused;
        }

        switch (context.CandidateState)
        {
            case ApprovedState approved:
                parameters.Set(JobParameterNames.Approval, approved.ApprovalId);
                break;
            case IRefusal refusal:
                Remember(parameters, refusal);
                break;
            case EnqueuedState enqueued when Was(context, ScheduledState.StateName):
                if (
                    parameters.Text(JobParameterNames.Queue) is { } queue
                    && enqueued.Queue == EnqueuedState.DefaultQueue
                )
                {
                    enqueued.Queue = queue;
                }

                break;
            default:
                if (Was(context, ProcessingState.StateName) && PolicyFailure(context) is { } failure)
                {
                    context.CandidateState = judge.Blocked(Refusal.Of(failure));
                }

                break;
        }
    }

    private static bool Was(ElectStateContext context, string state) =>
        string.Equals(context.CurrentState, state, StringComparison.OrdinalIgnoreCase);

    private static void Remember(JobParameters parameters, IRefusal state)
    {
        var refusal = (state as BlockedState)?.Refusal ?? (state as PlainBlockedState)?.Refusal;
        if (refusal is { Final: true })
        {
            parameters.Set(JobParameterNames.Rejected, refusal.Reason);
        }

        if ((state as AwaitingApprovalState)?.ApprovalId is { } approval)
        {
            parameters.Set(JobParameterNames.Approval, approval);
        }
    }

    /// <summary>The method was itself refused by the policy: trying again changes nothing, so a retry that was elected is taken back.</summary>
    private static ActraPolicyException? PolicyFailure(ElectStateContext context)
    {
        var failed =
            context.CandidateState as FailedState ?? context.TraversedStates.OfType<FailedState>().LastOrDefault();
        for (var e = failed?.Exception; e is not null; e = e.InnerException)
        {
            if (e is ActraPolicyException policy)
            {
                return policy;
            }
        }

        return null;
    }
}
