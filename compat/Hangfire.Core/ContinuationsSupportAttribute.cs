using System.Globalization;

namespace Hangfire;

/// <summary>
/// Starts the jobs that wait for another when that one reaches a final state. Which they are is kept in a parameter of
/// the job they wait for.
/// </summary>
public class ContinuationsSupportAttribute : JobFilterAttribute, IElectStateFilter, IApplyStateFilter
{
    private const string Continuations = "Continuations";
    private const string AntecedentResult = "AntecedentResult";
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(15);
    private static readonly ILog Logger = LogProvider.For<ContinuationsSupportAttribute>();
    private readonly bool _pushResults;
    private readonly HashSet<string> _knownFinalStates;
    private readonly Lazy<IBackgroundJobStateChanger> _stateChanger;

    public ContinuationsSupportAttribute()
        : this(pushResults: false) { }

    public ContinuationsSupportAttribute(bool pushResults)
        : this(pushResults, FinalStates()) { }

    public ContinuationsSupportAttribute(HashSet<string> knownFinalStates)
        : this(pushResults: false, knownFinalStates) { }

    public ContinuationsSupportAttribute(bool pushResults, HashSet<string> knownFinalStates)
        : this(
            pushResults,
            knownFinalStates,
            new Lazy<IBackgroundJobStateChanger>(() => new BackgroundJobStateChanger())
        ) { }

    public ContinuationsSupportAttribute(HashSet<string> knownFinalStates, IBackgroundJobStateChanger stateChanger)
        : this(pushResults: false, knownFinalStates, stateChanger) { }

    public ContinuationsSupportAttribute(
        bool pushResults,
        HashSet<string> knownFinalStates,
        IBackgroundJobStateChanger stateChanger
    )
        : this(pushResults, knownFinalStates, new Lazy<IBackgroundJobStateChanger>(stateChanger))
    {
        ArgumentNullException.ThrowIfNull(stateChanger);
    }

    private ContinuationsSupportAttribute(
        bool pushResults,
        HashSet<string> knownFinalStates,
        Lazy<IBackgroundJobStateChanger> stateChanger
    )
    {
        ArgumentNullException.ThrowIfNull(knownFinalStates);
        _pushResults = pushResults;
        _knownFinalStates = knownFinalStates;
        _stateChanger = stateChanger;
        Order = 1000;
    }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is AwaitingState awaiting)
        {
            AddTo(awaiting, context);
        }
        else if (_knownFinalStates.Contains(context.CandidateState.Name))
        {
            StartAll(context);
        }
    }

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) { }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction) { }

    private static HashSet<string> FinalStates() =>
        new(StringComparer.OrdinalIgnoreCase) { SucceededState.StateName, DeletedState.StateName };

    private void AddTo(AwaitingState awaiting, ElectStateContext context)
    {
        var connection = context.Connection;
        using var parentLock = connection.AcquireDistributedJobLock(awaiting.ParentId, LockTimeout);
        if (connection.GetJobData(awaiting.ParentId) == null)
        {
            throw new InvalidOperationException(
                $"Can not add a continuation: parent background job '{awaiting.ParentId}' does not exist."
            );
        }

        var continuations = Read(connection, awaiting.ParentId);
        if (!continuations.Exists(continuation => continuation.JobId == context.BackgroundJob.Id))
        {
            continuations.Add(new Continuation { JobId = context.BackgroundJob.Id, Options = awaiting.Options });
            connection.SetJobParameter(
                awaiting.ParentId,
                Continuations,
                SerializationHelper.Serialize(continuations, SerializationOption.Internal)
            );
        }

        var parentState = connection.GetStateData(awaiting.ParentId);
        if (parentState != null && _knownFinalStates.Contains(parentState.Name))
        {
            PushResult(connection, parentState.Data, context.BackgroundJob.Id);
            context.CandidateState = Next(parentState.Name, awaiting.Options, awaiting.NextState);
        }
    }

    private void StartAll(ElectStateContext context)
    {
        foreach (var continuation in Read(context.Connection, context.BackgroundJob.Id))
        {
            var state = context.Connection.GetStateData(continuation.JobId);
            if (!string.Equals(state?.Name, AwaitingState.StateName, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            PushResult(context.Connection, context.CandidateState.SerializeData(), continuation.JobId);
            var next = Next(context.CandidateState.Name, continuation.Options, NextState(state, continuation.JobId));
            _stateChanger.Value.ChangeState(
                new StateChangeContext(
                    context.Storage,
                    context.Connection,
                    continuation.JobId,
                    next,
                    AwaitingState.StateName
                )
            );
        }
    }

    private static IState Next(string parentState, JobContinuationOptions options, IState next)
    {
        var wanted = options switch
        {
            JobContinuationOptions.OnlyOnSucceededState => SucceededState.StateName,
            JobContinuationOptions.OnlyOnDeletedState => DeletedState.StateName,
            _ => parentState,
        };
        return string.Equals(parentState, wanted, StringComparison.OrdinalIgnoreCase)
            ? next
            : new DeletedState { Reason = "Continuation condition was not met" };
    }

    private static IState NextState(StateData awaiting, string jobId)
    {
        try
        {
            return SerializationHelper.Deserialize<IState>(
                awaiting.Data["NextState"],
                SerializationOption.TypedInternal
            );
        }
        catch (Exception exception)
        {
            Logger.ErrorException($"Could not read the next state of the continuation '{jobId}'.", exception);
            return new FailedState(exception) { Reason = "An error occurred while deserializing the continuation" };
        }
    }

    private void PushResult(IStorageConnection connection, IDictionary<string, string> parentState, string jobId)
    {
        if (_pushResults && parentState.TryGetValue("Result", out var result))
        {
            connection.SetJobParameter(jobId, AntecedentResult, result);
        }
    }

    private static List<Continuation> Read(IStorageConnection connection, string jobId) =>
        SerializationHelper.Deserialize<List<Continuation>>(
            connection.GetJobParameter(jobId, Continuations),
            SerializationOption.Internal
        ) ?? [];

    private sealed class Continuation
    {
        public string JobId { get; set; }
        public JobContinuationOptions Options { get; set; }
    }
}
