using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class ReloadTests
{
    [Fact]
    public async Task A_reloaded_policy_reads_the_fields_of_its_own_schema()
    {
        var source = new Reloadable { Current = PolicyOf("amount") };
        var runtime = RuntimeOf(source);
        Assert.True(await runtime.IsBlockedAsync(new Refund("A", 6000)));

        source.Current = PolicyOf("iban", "string", "\"CH-1\"");

        Assert.True(await runtime.IsBlockedAsync(new Refund("A", 1) { Iban = "CH-1" }));
        Assert.True(await runtime.IsAllowedAsync(new Refund("A", 6000) { Iban = "CH-2" }));
    }

    [Fact]
    public async Task A_reloaded_schema_that_a_contract_does_not_fit_stops_its_calls()
    {
        var source = new Reloadable { Current = PolicyOf("amount") };
        var runtime = RuntimeOf(source);
        var ran = false;
        source.Current = PolicyOf("amonut");

        await Assert.ThrowsAsync<ContractException>(() =>
            runtime.AdmitAsync(new Refund("A", 1), (_, _) => Task.FromResult(ran = true))
        );
        Assert.False(ran);
    }

    [Fact]
    public async Task A_policy_that_comes_in_between_does_not_judge_what_was_read_for_the_old_one()
    {
        // Each look at the source finds another policy: fields read for one and judged by the other would be missing.
        var runtime = RuntimeOf(new Alternating(PolicyOf("amount"), PolicyOf("iban", "string", "\"CH-1\"")));
        for (var i = 0; i < 6; i++)
        {
            Assert.True(
                await runtime.AdmitAsync(new Refund("A", 1) { Iban = "CH-2" }, (_, _) => Task.FromResult(true))
            );
        }
    }

    private static ActraRuntime RuntimeOf(IPolicySource source) =>
        new(new ActionGuard(new GuardOptions { ServiceName = "app" }, source, new ActraResolvers()));

    private static ActraPolicy PolicyOf(string field, string type = "number", string blocked = "6000") =>
        ActraPolicy.FromStrings(
            $$"""
            version: 2
            actions: { refund: { fields: { {{field}}: {{type}} } } }
            actor: { fields: {} }
            snapshot: { fields: {} }
            """,
            $$"""
            version: 2
            default: allow
            rules:
              - id: only
                scope: { action: refund }
                when: { subject: { domain: action, field: {{field}} }, operator: equals, value: { literal: {{blocked}} } }
                effect: block
            """
        );

    private sealed class Alternating(params ActraPolicy[] policies) : IPolicySource
    {
        private int _looks;

        public ActraPolicy Current => policies[_looks++ % policies.Length];
    }

    private sealed class Reloadable : IPolicySource
    {
        public required ActraPolicy Current { get; set; }
    }
}
