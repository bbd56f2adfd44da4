namespace Hangfire.Server;

/// <summary>Changes a state, trying again with growing pauses; fails the job without asking the filters when that is no use.</summary>
internal static class StateChanging
{
    private static readonly ILog Logger = LogProvider.GetLogger(typeof(StateChanging));

    public static IState Change(
        IBackgroundJobStateChanger changer,
        Func<IState, bool, StateChangeContext> contextFor,
        IState state,
        int retries,
        CancellationToken cancellationToken,
        out BackgroundJob job
    )
    {
        Exception last = null;
        for (var attempt = 0; attempt < retries; attempt++)
        {
            try
            {
                return Try(changer, contextFor(state, false), out job);
            }
            catch (Exception exception)
                when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Logger.WarnException($"Changing a state to '{state.Name}' failed, attempt {attempt + 1}.", exception);
                last = exception;
            }

            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(attempt));
            cancellationToken.ThrowIfCancellationRequested();
        }

        var failed = new FailedState(last)
        {
            Reason = "An exception occurred during the state change. See the inner exception for details.",
        };
        return Try(changer, contextFor(failed, true), out job);
    }

    private static IState Try(IBackgroundJobStateChanger changer, StateChangeContext context, out BackgroundJob job)
    {
        var applied = changer.ChangeState(context);
        job = context.ProcessedJob;
        return applied;
    }
}
