using Actra.Compilation;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Compilation;

public class HashTests
{
    private const string Governance =
        "version: 1\ngovernance: {rules: [{id: g, select: {where: {}}, must: {exists: true}, error: e}]}\n";

    private static readonly string One = Rule("a", "action: refund", Atom("action", "amount", "greater_than", "1000"));
    private static readonly string Two = Rule("b", "action: payout", Atom("action", "amount", "less_than", "5"));

    [Fact]
    public void Comments_formatting_and_key_order_do_not_count()
    {
        const string schema = """
            # what can be asked
            snapshot:
              fields: { limit: number, fraud: boolean }
            actor:
              fields:
                type: "string"
                role: string
                id: string
            actions:
              payout: { fields: { amount: number } }
              refund: { fields: { urgent: boolean, currency: string, amount: number } }
            version: 1
            """;
        const string policy = """
            rules:
              - effect: block   # why not
                when:
                  value: { literal: 1e3 }
                  operator: greater_than
                  subject: { field: amount, domain: action }
                scope: { "action": 'refund' }
                id: "a"
              - { id: b, scope: {action: payout}, effect: block, when: {operator: less_than, value: {literal: 5.0}, subject: {domain: action, field: amount}} }
            version: 0x1
            """;

        Assert.Equal(
            ActraPolicy.FromStrings(Schema, Policy(One, Two)).Hash,
            ActraPolicy.FromStrings(schema, policy).Hash
        );
    }

    [Fact]
    public void The_hash_is_the_same_on_every_machine() =>
        Assert.Equal(
            "4dc635b86dd5ed79d807f31c1ffccfdff8cc10dfdd45f2a0e963112936682831",
            ActraPolicy.FromStrings(Schema, Policy(One, Two), Governance).Hash
        );

    [Fact]
    public void All_that_means_something_counts()
    {
        string[] hashes =
        [
            ActraPolicy.FromStrings(Schema, Policy(One, Two)).Hash,
            ActraPolicy.FromStrings(Schema, Policy(Two, One)).Hash,
            ActraPolicy.FromStrings(Schema, Policy(One)).Hash,
            ActraPolicy.FromStrings(Schema, Policy(One, Two), Governance).Hash,
            ActraPolicy
                .FromStrings(
                    Schema,
                    Policy(One, Two),
                    Governance.Replace("exists: true", "min_count: 1", StringComparison.Ordinal)
                )
                .Hash,
            ActraPolicy
                .FromStrings(
                    Schema.Replace("urgent: boolean", "urgent: string", StringComparison.Ordinal),
                    Policy(One, Two)
                )
                .Hash,
            ActraPolicy.FromStrings(Schema, Policy(One.Replace("1000", "1001", StringComparison.Ordinal), Two)).Hash,
            ActraPolicy.FromStrings(Schema, Policy(One.Replace("block", "allow", StringComparison.Ordinal), Two)).Hash,
            ActraPolicy.FromStrings(Schema, Policy2(One, Two)).Hash,
            Compatible(Schema, Policy(One, Two)).Hash,
        ];

        Assert.Equal(hashes.Length, hashes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(hashes, h => Assert.Matches("^[0-9a-f]{64}$", h));
    }

    [Fact]
    public void Descriptions_do_not_count_and_reasons_and_approvals_do()
    {
        const string rule = "id: a, scope: {action: refund}, effect: require_approval";

        string Hash(string more) => ActraPolicy.FromStrings(Schema2, Policy2($"{{{rule}{more}}}")).Hash;

        Assert.Equal(Hash(""), Hash(", description: x"));
        Assert.NotEqual(Hash(""), Hash(", reason: x"));
        Assert.NotEqual(Hash(", approval: {roles: [a]}"), Hash(", approval: {roles: [b]}"));
        Assert.Equal(Hash(", approval: {roles: [a]}"), Hash(", approval: {groups: [{roles: [a], count: 1}]}"));
    }
}
