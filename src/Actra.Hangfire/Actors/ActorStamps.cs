using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Actra.Resolution;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>
/// Says who creates a job, and seals it once the job has an id. Between the two the identity stays in this process, on the creating thread: whatever stands in the
/// storage by then is nobody's word.
/// </summary>
internal sealed class ActorStamps(JobServices services)
{
    private readonly ConditionalWeakTable<Job, ConcurrentDictionary<int, ActorIdentity>> _pending = [];

    /// <summary>Forgets an earlier creation with the same job that came to nothing.</summary>
    public void Clear(Job job)
    {
        if (_pending.TryGetValue(job, out var threads))
        {
            threads.TryRemove(Environment.CurrentManagedThreadId, out _);
        }
    }

    /// <summary>Notes who creates a job, over whatever the caller passed.</summary>
    public void Stamp(CreatingContext context)
    {
        var recurring = RecurringTrigger.Of(context);
        var actor = ActraJobs.Current ?? Provided();
        if (recurring is not null)
        {
            var owner = RecurringJobOwners.Find(services, context.Storage, context.Connection, recurring, context.Job);
            if (actor is not null && owner is not null)
            {
                context.SetJobParameter(JobParameterNames.Owner, owner.ToString());
            }

            actor ??= owner;
        }
        else
        {
            actor ??= services.Options.FallbackActor;
        }

        if (actor?.Id is not { } id)
        {
            return;
        }

        var identity = new ActorIdentity(id, actor.Type, actor.Tenant, ActorSource.Host);
        _pending.GetValue(context.Job, static _ => new())[Environment.CurrentManagedThreadId] = identity;
        context.SetJobParameter(JobParameterNames.Actor, actor.ToString());
    }

    /// <summary>Seals the identity into the job at its first election.</summary>
    public void Seal(ElectStateContext context)
    {
        var job = context.BackgroundJob;
        if (
            job.Job is null
            || !_pending.TryGetValue(job.Job, out var threads)
            || !threads.TryRemove(Environment.CurrentManagedThreadId, out var identity)
        )
        {
            return;
        }

        if (services.Keys is not { } keys)
        {
            Log.NoKey(services.Logger, job.Id);
            return;
        }

        var seal = ActorSeal.Create(
            keys,
            identity,
            services.Nonces.WorkId(context.Storage, job.Id),
            JobDigest.OfStored(job.Job),
            services.Clock.GetUtcNow()
        );
        context.SetJobParameter(JobParameterNames.Seal, seal.Encode());
    }

    private Actor? Provided() =>
        services.Options.CurrentActor is { } current
            ? current(services.Provider)
            : (services.Provider.GetService(typeof(IJobActorProvider)) as IJobActorProvider)?.GetCurrent();
}
