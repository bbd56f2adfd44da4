using Actra.Compilation;
using Actra.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hangfire.Tests.Guard;

public sealed class ReloadTests
{
    [Fact]
    public async Task A_policy_that_comes_in_between_does_not_judge_what_was_read_for_the_old_one()
    {
        // Each look at the source finds another policy: fields read for one and judged by the other would be missing.
        var source = new Alternating(Of("amount", "number", "1000"), Of("account", "string", "frozen"));
        using var world = new GuardedWorld(services: s =>
            s.Replace(ServiceDescriptor.Singleton<IPolicySource>(source))
        );
        world.World.StartServer();

        for (var i = 0; i < 6; i++)
        {
            await world.World.Reaches(world.Pay(50), "Succeeded");
        }

        Assert.InRange(source.Looks, 6, int.MaxValue);
    }

    private static ActraPolicy Of(string field, string type, string blocked) =>
        ActraPolicy.FromStrings(
            $$"""
            version: 2
            actions: { payout: { fields: { {{field}}: {{type}} } } }
            actor: { fields: { id: { type: string, default: "" } } }
            snapshot: { fields: {} }
            """,
            $$"""
            version: 2
            default: allow
            rules:
              - { id: only, scope: { action: payout }, when: { subject: { domain: action, field: {{field}} }, operator: equals, value: { literal: {{blocked}} } }, effect: block }
            """
        );

    private sealed class Alternating(params ActraPolicy[] policies) : IPolicySource
    {
        private int _looks;

        public int Looks => _looks;

        public ActraPolicy Current => policies[Interlocked.Increment(ref _looks) % policies.Length];
    }
}
