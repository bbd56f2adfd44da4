using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Resolution;

namespace Actra.Hosting;

/// <summary>
/// What a host says about its guard. Simple values are also read from the configuration section <c>Actra</c>, which wins over code. All problems are reported
/// together when the host starts.
/// </summary>
public sealed partial class ActraOptions
{
    /// <summary>The service's name: part of the identity of work and of queue names, so two services on one broker must not share it.</summary>
    /// <value>Empty: then the application's name stands in for it, and a guarded bus does not start.</value>
    public string ServiceName { get; set; } = "";

    /// <summary>Where the policy comes from.</summary>
    /// <value>The directory <c>policy</c> under the content root.</value>
    public PolicyLocation Policy { get; } = new();

    /// <summary>True where files of the policy are watched and a changed policy replaces the running one; one that does not load never does.</summary>
    /// <value>False.</value>
    public bool ReloadOnChange { get; set; }

    /// <summary>How often files are compared by content, for file systems that tell nobody of changes.</summary>
    /// <value>5 seconds; more than zero.</value>
    public TimeSpan ReloadPollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What applies where a rule says nothing about approvals.</summary>
    public ApprovalDefaults Approvals => Guard.Approvals;

    /// <summary>The guard's timings: leases, time budgets, delays.</summary>
    public GuardOptions Guard { get; } = new();

    /// <summary>How often timers and the release pump look at the store; a vote in this process wakes them at once.</summary>
    /// <value>1 second; from 10 milliseconds to 5 minutes.</value>
    public TimeSpan PumpInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether plain allows wait for their record in the decision log.</summary>
    /// <value><see cref="AuditDurability.BestEffort"/>: all other records always come first.</value>
    public AuditDurability AuditAllows
    {
        get => Guard.AuditAllows;
        set => Guard.AuditAllows = value;
    }

    /// <summary>After how many records the end of the decision log is signed, where there are keys.</summary>
    /// <value>1,000; at least 1.</value>
    public int AuditHeadEvery { get; set; } = 1_000;

    /// <summary>
    /// How old a record of the decision log may become before it is cut off; needs keys. Records about requests for approval that are still open stay, and what
    /// came after them.
    /// </summary>
    /// <value>Null: records stay for ever. At least 1 minute.</value>
    public TimeSpan? AuditKeepFor { get; set; }

    /// <summary>The folder that takes records before they are cut off, from the content root.</summary>
    /// <value>Null: they are gone.</value>
    public string? AuditArchive { get; set; }

    /// <summary>How old a signed vote in the store's inbox may be when it is looked at.</summary>
    /// <value>15 minutes; more than zero.</value>
    public TimeSpan VoteMaxAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Files that say whose keys votes are believed from, as <c>actra keys register</c> writes them; paths from the content root. Read at start.</summary>
    /// <value>None.</value>
    public IList<string> VoteKeyFiles { get; } = [];

    /// <summary>Set by <see cref="TrustUnsignedHeaders"/>; null where headers prove nothing.</summary>
    public UnsignedActorHeaders? UnsignedHeaders { get; private set; }

    /// <summary>Changes of the Polly pipelines, in order.</summary>
    internal IList<Action<ActraPipelines>> PipelineChanges { get; } = [];

    /// <summary>What could not be read from the configuration; reported with all other problems.</summary>
    internal IList<string> Mistakes { get; } = [];

    /// <summary>
    /// Takes the actor from plain headers. Whoever can send a message can write any name there: policies still see <c>actor.verified</c> false and
    /// <c>actor.source</c> <c>asserted</c>.
    /// </summary>
    /// <param name="configure">Changes the names of the headers.</param>
    public void TrustUnsignedHeaders(Action<UnsignedActorHeaders>? configure = null)
    {
        UnsignedHeaders ??= new UnsignedActorHeaders();
        configure?.Invoke(UnsignedHeaders);
    }

    /// <summary>Replaces the Polly pipelines that hold resolvers, the store, and the sending of released work.</summary>
    /// <param name="configure">Sets those that are to be others than the defaults.</param>
    public void ConfigurePipelines(Action<ActraPipelines> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        PipelineChanges.Add(configure);
    }
}
