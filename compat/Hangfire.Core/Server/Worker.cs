using System.Diagnostics;

namespace Hangfire.Server;

/// <summary>Fetches one job, takes it into the Processing state, runs it, and writes how it ended.</summary>
internal sealed class Worker(
    string[] queues,
    IBackgroundJobPerformer performer,
    IBackgroundJobStateChanger stateChanger,
    RunningJobs runningJobs
) : IBackgroundProcess
{
    private const int StateChangeRetries = 10;
    private static readonly string[] BeforeRun =
    [
        EnqueuedState.StateName,
        ScheduledState.StateName,
        ProcessingState.StateName,
    ];
    private static readonly string[] AfterRun = [ProcessingState.StateName];
    private readonly string _workerId = Guid.NewGuid().ToString();

    public void Execute(BackgroundProcessContext context)
    {
        using var connection = context.Storage.GetConnection();
        using var fetched = connection.FetchNextJob(queues, context.StoppingToken);
        try
        {
            Process(context, connection, fetched.JobId);
            fetched.RemoveFromQueue();
        }
        catch
        {
            fetched.Requeue();
            throw;
        }
    }

    private void Process(BackgroundProcessContext context, IStorageConnection connection, string jobId)
    {
        var processing = new ProcessingState(context.ServerId, _workerId);
        var applied = Change(context, connection, jobId, processing, BeforeRun, context.StoppingToken, out var job);
        if (
            applied == null
            || !string.Equals(applied.Name, ProcessingState.StateName, StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }

        var ended = Perform(context, connection, job);
        if (ended != null)
        {
            Change(context, connection, jobId, ended, AfterRun, context.ShutdownToken, out _);
        }
    }

    private IState Change(
        BackgroundProcessContext context,
        IStorageConnection connection,
        string jobId,
        IState state,
        string[] expected,
        CancellationToken cancellationToken,
        out BackgroundJob job
    ) =>
        StateChanging.Change(
            stateChanger,
            (candidate, disableFilters) =>
                new StateChangeContext(
                    context.Storage,
                    connection,
                    transaction: null,
                    jobId,
                    candidate,
                    expected,
                    disableFilters,
                    completeJob: null,
                    context.ServerId,
                    cancellationToken
                ),
            state,
            StateChangeRetries,
            cancellationToken,
            out job
        );

    private IState Perform(BackgroundProcessContext context, IStorageConnection connection, BackgroundJob job)
    {
        using var token = new ServerJobCancellationToken(
            context.Storage,
            job.Id,
            context.ServerId,
            _workerId,
            context.StoppedToken
        );
        runningJobs.Add(token);
        try
        {
            return Perform(new PerformContext(context.Storage, connection, job, token, context.ServerId));
        }
        catch (JobAbortedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (token.IsAborted)
        {
            return null;
        }
        catch (OperationCanceledException) when (context.StoppedToken.IsCancellationRequested)
        {
            throw;
        }
        catch (JobPerformanceException exception)
        {
            return new FailedState(exception.InnerException, context.ServerId) { Reason = exception.Message };
        }
        catch (Exception exception)
        {
            return new FailedState(exception, context.ServerId)
            {
                Reason = "An exception occurred during processing of a background job.",
            };
        }
        finally
        {
            runningJobs.Remove(token);
        }
    }

    private IState Perform(PerformContext context)
    {
        var latency = (long)(DateTime.UtcNow - context.BackgroundJob.CreatedAt).TotalMilliseconds;
        var clock = Stopwatch.StartNew();
        var result = performer.Perform(context);
        return context.Items.TryGetValue(BackgroundJobPerformer.CanceledBy, out var filter)
            ? new DeletedState { Reason = $"Canceled by filter '{filter}'" }
            : new SucceededState(result, latency, clock.ElapsedMilliseconds);
    }
}
