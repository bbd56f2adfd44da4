using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

/// <summary>The refund desk that all tests of the runtime guard: its policy, its contracts, a runtime that keeps what it saw.</summary>
internal sealed class Desk
{
    public const string Schema = """
        version: 2
        actions:
          refund:
            fields:
              order_id: string
              amount: number
              card: { type: string, default: "", sensitive: true }
          noop: { fields: { amount: { type: number, default: 0 } } }
        actor: { fields: { id: string, role: { type: string, default: none } } }
        snapshot: { fields: { frozen: { type: boolean, default: false } } }
        """;

    public const string Rules = """
        version: 2
        default: block
        rules:
          - id: not-support
            scope: { action: refund }
            when: { subject: { domain: actor, field: role }, operator: not_equals, value: { literal: support } }
            effect: block
            reason: "{actor.role} may not refund"
          - id: frozen
            scope: { action: refund }
            when: { subject: { domain: snapshot, field: frozen }, operator: equals, value: { literal: true } }
            effect: block
          - id: big
            scope: { action: refund }
            when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 5000 } }
            effect: block
            reason: "{action.amount} is too much for order {action.order_id}"
          - id: mid
            scope: { action: refund }
            when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 1000 } }
            effect: require_approval
            reason: "over 1000"
            approval: { roles: [finance], count: 1, expires: 24h }
          - id: small
            scope: { action: refund }
            effect: allow
          - id: nothing
            scope: { action: noop }
            effect: allow
        """;

    public static readonly ActraPolicy Policy = ActraPolicy.FromStrings(Schema, Rules);

    private int _actorResolutions;
    private int _snapshotResolutions;

    public string Role { get; set; } = "support";

    public bool Frozen { get; set; }

    public List<DecisionEvent> Seen { get; } = [];

    public int ActorResolutions => _actorResolutions;

    public int SnapshotResolutions => _snapshotResolutions;

    public ActraRuntime Runtime(Action<ActraRuntimeBuilder>? configure = null) =>
        ActraRuntime.Create(
            Policy,
            builder =>
            {
                builder
                    .UseActorResolver(_ =>
                    {
                        Interlocked.Increment(ref _actorResolutions);
                        return Actor.User("ann").With("role", Role);
                    })
                    .UseSnapshotResolver(
                        async (request, snapshot, ct) =>
                        {
                            Interlocked.Increment(ref _snapshotResolutions);
                            await Task.Yield();
                            snapshot.Set("frozen", Frozen);
                        },
                        "refund"
                    )
                    .OnDecision(Seen.Add);
                configure?.Invoke(builder);
            }
        );
}

[ActraAction("refund")]
internal sealed record Refund(string OrderId, decimal Amount)
{
    public string? Card { get; init; }

    /// <summary>No field of the action; an approval is bound to it all the same.</summary>
    public string? Iban { get; init; }
}

internal sealed record UnmarkedRefund(string OrderId, decimal Amount);
