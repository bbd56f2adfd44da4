using System.Text.Json;
using Actra.Approvals;
using Actra.Audit;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Engine.Tests.Guard;

/// <summary>A guard with a policy, stores in memory, a clock moved by hand, and resolvers that a test can make fail.</summary>
internal sealed class GuardWorld
{
    private const string Schema = """
        version: 2
        actions:
          refund:
            fields: { amount: number, card: { type: string, default: "", sensitive: true }, shop: { type: string, default: "" } }
          ping:
            fields: {}
        actor:
          fields: { id: string, role: { type: string, default: none }, verified: { type: boolean, default: false }, source: { type: string, default: none } }
        snapshot:
          fields: { locked: { type: boolean, default: false }, attempt: { type: number, default: 0 }, limit: number }
        """;

    public const string Policy = """
        version: 2
        default: block
        rules:
          - { id: locked, scope: { action: refund }, when: { subject: { domain: snapshot, field: locked }, operator: equals, value: { literal: true } }, effect: block, reason: "locked" }
          - { id: huge, scope: { action: refund }, when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 10000 } }, effect: require_approval, approval: { roles: [board], count: 1, expires: 1h } }
          - { id: large, scope: { action: refund }, when: { subject: { domain: action, field: amount }, operator: greater_than, value: { subject: { domain: snapshot, field: limit } } }, effect: require_approval, reason: "{action.amount} by {actor.id}", approval: { roles: [finance], count: 1, expires: 1h, valid_for: 2h } }
          - { id: small, scope: { action: refund }, effect: allow }
          - { id: ping, scope: { action: ping }, effect: allow }
        """;

    public GuardWorld(string? policy = null, ActraKeyRing? keys = null)
    {
        Writer = new AuditWriter(Log);
        Policies = new ChangeablePolicy(policy ?? Policy);
        Rows = new EditableStore(Clock);
        Store = new FailingStore(Rows);
        Resolvers = new ActraResolvers { Actor = _ => new DelegateActor(this) };
        Resolvers.Snapshots.Add(new SnapshotRegistration(null, _ => new DelegateSnapshot(this)));
        Guard = new ActionGuard(
            new GuardOptions
            {
                ServiceName = "payments",
                Owner = "worker-1",
                ResolverTimeout = TimeSpan.FromSeconds(20),
            },
            Policies,
            Resolvers,
            Store,
            Writer,
            clock: Clock,
            logger: Said,
            keys: keys,
            pipelines: new ActraPipelines(TimeSpan.FromSeconds(20)) { Store = Polly.ResiliencePipeline.Empty }
        );
        Approvals = new ApprovalService(Store, Log, Clock, keys);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ChangeablePolicy Policies { get; }

    public FailingStore Store { get; }

    public EditableStore Rows { get; }

    /// <summary>What operators are told.</summary>
    public LogOf<ActionGuard> Said { get; } = new();

    public ActraResolvers Resolvers { get; }

    public InMemoryAuditLog Log { get; } = new();

    public AuditWriter Writer { get; }

    public ActionGuard Guard { get; }

    public IApprovals Approvals { get; }

    public Func<ActorEvidence, Actor> WhoAsks { get; set; } =
        evidence => evidence.Identity is { } known ? Actor.From(known).With("role", "support") : Actor.Anonymous;

    public Action<ActionRequest, SnapshotWriter> World { get; set; } = (_, snapshot) => snapshot.Set("limit", 1000);

    public static ActorIdentity Alice { get; } = new("alice", "user", null, ActorSource.Signed);

    public static WorkItem Refund(
        double amount,
        string id = "m-1",
        ActorIdentity? by = null,
        string? hint = null,
        bool redelivered = false,
        int? closed = null
    ) =>
        new()
        {
            Kind = WorkKind.Message,
            Endpoint = "refunds",
            WorkId = id,
            Actions = [new WorkAction("refund", new FixedFields(new FieldMap { { "amount", amount } }), "message")],
            Digest = () => WorkDigest.OfJson(["urn:refund"], JsonSerializer.SerializeToElement(new { amount })),
            Identity = by ?? Alice,
            ApprovalHint = hint,
            Redelivered = redelivered,
            ClosedGeneration = closed,
        };

    public async Task<Admission> AdmitAsync(WorkItem item) => await Guard.AdmitAsync(item, CancellationToken.None);

    /// <summary>What an adapter does with an answer to park.</summary>
    public async Task<ApprovalRequest> ParkAsync(WorkItem item)
    {
        var admission = await AdmitAsync(item);
        Assert.Equal(AdmissionKind.Park, admission.Kind);
        var envelope = new WorkEnvelope(new byte[] { 1 }, "application/json", new Dictionary<string, string>());
        return (await Store.ParkAsync(admission.Approval!, envelope, CancellationToken.None)).Request;
    }

    /// <summary>What people and the pump do: finance approves, the work is sent.</summary>
    public async Task ApproveAndReleaseAsync(ApprovalRequest request, string role = "finance")
    {
        var vote = await Approvals.ApproveAsync(request.Id, new Approver("frank", [role]), request.ShownDigest);
        Assert.Equal(VoteOutcome.Approved, vote.Outcome);
        Assert.True(
            (await Store.ChangeAsync(request.Id, new ApprovalCommand.Release(), CancellationToken.None)).Succeeded
        );
    }

    public async Task<ApprovalState> StateAsync(string id) => (await Store.GetAsync(id, CancellationToken.None))!.State;

    public async Task<List<AuditEntry>> RecordsAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var record in Log.ReadAsync(1, CancellationToken.None))
        {
            entries.Add(record.Entry);
        }

        return entries;
    }

    public sealed class ChangeablePolicy(string policy) : IPolicySource
    {
        public ActraPolicy Current { get; private set; } = ActraPolicy.FromStrings(Schema, policy);

        public void Change(string changed) => Current = ActraPolicy.FromStrings(Schema, changed);
    }

    public sealed class FixedFields(FieldMap fields) : IFieldReader
    {
        public FieldMap Read(object contract) => fields;
    }

    private sealed class DelegateActor(GuardWorld world) : IActorResolver
    {
        public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct) =>
            ValueTask.FromResult(world.WhoAsks(evidence));
    }

    private sealed class DelegateSnapshot(GuardWorld world) : ISnapshotResolver
    {
        public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct)
        {
            world.World(request, snapshot);
            return ValueTask.CompletedTask;
        }
    }
}
