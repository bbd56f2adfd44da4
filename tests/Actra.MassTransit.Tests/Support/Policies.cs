namespace Actra.MassTransit.Tests;

internal static class Policies
{
    public const string Schema = """
        version: 2
        actions:
          refund:
            fields: { amount: number }
        actor:
          fields: { id: { type: string, default: "" }, verified: { type: boolean, default: false } }
        snapshot:
          fields: { frozen: { type: boolean, default: false } }
        """;

    /// <summary>Up to 100 runs, up to 1,000 needs one of finance, above is blocked.</summary>
    public const string Refunds = """
        version: 2
        default: block
        rules:
          - { id: too-large, scope: { action: refund }, when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 1000 } }, effect: block, reason: "{action.amount} is too much" }
          - { id: frozen, scope: { action: refund }, when: { subject: { domain: snapshot, field: frozen }, operator: equals, value: { literal: true } }, effect: block, reason: "frozen" }
          - { id: large, scope: { action: refund }, when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 100 } }, effect: require_approval, reason: "{action.amount} for {actor.id}", approval: { roles: [finance], count: 1, expires: 1h, valid_for: 2h } }
          - { id: small, scope: { action: refund }, effect: allow }
        """;
}
