using Actra.Resolution;
using Hangfire;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>How jobs are guarded. Read while jobs run; not changed once they do.</summary>
public sealed class ActraJobOptions
{
    /// <summary>What becomes of jobs that name no action and are not exempt.</summary>
    /// <value><see cref="Hangfire.UnmappedJobs.Block"/>.</value>
    public UnmappedJobs UnmappedJobs { get; set; } = UnmappedJobs.Block;

    /// <summary>
    /// True where a blocked job's state is a <c>FailedState</c>, so that filters which look for that type see it. Some of them act on it: an automatic retry with an
    /// order above that of the guard would run the job again and again into the same block.
    /// </summary>
    /// <value>False: a state of the guard's own type, named <c>Failed</c> as well.</value>
    public bool PlainFailedState { get; set; }

    /// <summary>How long a worker waits for the answer about one job; afterwards the job is set aside. More than zero.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan TimeBudget { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Says who creates jobs. <see cref="ActraJobs.As"/> wins over it.</summary>
    /// <value>Null: <see cref="IJobActorProvider"/> is asked, where it is registered.</value>
    public Func<IServiceProvider, Actor?>? CurrentActor { get; set; }

    /// <summary>Who creates jobs where nobody else can be named. Not used for occurrences of recurring jobs.</summary>
    /// <value>Null: such jobs have an unknown actor.</value>
    public Actor? FallbackActor { get; set; }

    /// <summary>
    /// On whose behalf occurrences run whose recurring job has no owner of its own (<see cref="RecurringJobOwners"/>). The host then vouches for whatever a recurring
    /// job in the storage says: anybody who can write there speaks with this actor's voice.
    /// </summary>
    /// <value>Null: such occurrences have an unknown actor.</value>
    public Func<string, Actor?>? RecurringOwner { get; set; }

    /// <summary>
    /// True where a job's actor also speaks for arguments that the server fills in from the storage right before the method (<c>[FromParameter]</c>,
    /// <c>[FromResult]</c>). They are judged either way; but nobody has signed them, so that anybody who can write to the storage then speaks with that actor's voice.
    /// </summary>
    /// <value>False: a job with such arguments has an unverified actor, and one that needs approval is blocked unless the rule allows that.</value>
    public bool BelieveInjectedArguments { get; set; }

    /// <summary>True where occurrences of a recurring job are skipped, and recorded, while an earlier one waits for approval.</summary>
    /// <value>True.</value>
    public bool SkipWhileParked { get; set; } = true;

    /// <summary>The storage whose jobs are moved when their approval is decided.</summary>
    /// <value>Null: the <c>JobStorage</c> among the services, else <c>JobStorage.Current</c>.</value>
    public JobStorage? Storage { get; set; }

    /// <summary>The filters that apply when the guard itself changes a job's state; they must contain the guard's own.</summary>
    /// <value>Null: the provider among the services, else <c>JobFilterProviders.Providers</c>.</value>
    public IJobFilterProvider? FilterProvider { get; set; }
}
