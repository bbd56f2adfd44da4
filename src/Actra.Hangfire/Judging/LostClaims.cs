using Hangfire;
using Hangfire.Server;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace Actra.Hangfire;

/// <summary>
/// Stops a method whose claim on its approval is lost: somebody else may run the job by now. The job leaves Processing, which cancels the method's token, and is
/// judged again a little later: the approval's requirement says whether it is run again or held for a person.
/// </summary>
internal sealed class LostClaims(JobServices services)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly string[] Identity = ["ServerId", "WorkerId", "StartedAt"];

    /// <summary>Watches over a run whose method is about to be called.</summary>
    public void Watch(PerformContext context, JobRun run)
    {
        if (run.Leases.Count == 0)
        {
            return;
        }

        var (storage, id) = (context.Storage, context.BackgroundJob.Id);
        var mine = Execution(context.Connection.GetStateData(id)?.Data);
        foreach (var lease in run.Leases)
        {
            lease.Lost.Register(() =>
            {
                Log.LeaseLost(services.Logger, id, lease.Request.Id);
                _ = Task.Run(() => Stop(storage, id, run, mine));
            });
        }
    }

    private void Stop(JobStorage storage, string id, JobRun run, string mine)
    {
        try
        {
            using var connection = storage.GetConnection();
            if (!run.IsRunning || Execution(connection.GetStateData(id)?.Data) != mine)
            {
                return;
            }

            new BackgroundJobStateChanger(services.Filters).ChangeState(
                new StateChangeContext(
                    storage,
                    connection,
                    id,
                    new DeferredState(Delay, "the claim on its approval was lost while it ran"),
                    ProcessingState.StateName
                )
            );
        }
        catch (Exception e)
        {
            Log.NotStopped(services.Logger, e, id);
        }
    }

    /// <summary>Which execution a Processing state speaks of.</summary>
    private static string Execution(IDictionary<string, string>? data) =>
        string.Join(
            '/',
            Identity.Select(name => data is not null && data.TryGetValue(name, out var value) ? value : "")
        );
}
