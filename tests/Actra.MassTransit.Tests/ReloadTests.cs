using Actra.Compilation;
using Actra.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.MassTransit.Tests;

public class ReloadTests
{
    [Fact]
    public async Task A_policy_that_comes_in_between_does_not_judge_what_was_read_for_the_old_one()
    {
        // Each look at the source finds another policy: fields read for one and judged by the other would be missing.
        var source = new Alternating(Of("amount", "number", "1000"), Of("account", "string", "frozen"));
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan => plan.Actra = actra => actra.Services.Replace(ServiceDescriptor.Singleton<IPolicySource>(source))
        );
        var faults = await station.FaultsAsync();

        for (var i = 1; i <= 10; i++)
        {
            await station.SendAsync(new Refund(i));
            Assert.Equal(i, await station.Handled.Refunds.NextAsync());
        }

        Assert.Equal(0, faults.Count);
        Assert.InRange(source.Looks, 10, int.MaxValue);
    }

    private static ActraPolicy Of(string field, string type, string blocked) =>
        ActraPolicy.FromStrings(
            $$"""
            version: 2
            actions: { refund: { fields: { {{field}}: {{type}} } } }
            actor: { fields: { id: { type: string, default: "" }, verified: { type: boolean, default: false } } }
            snapshot: { fields: {} }
            """,
            $$"""
            version: 2
            default: allow
            rules:
              - { id: only, scope: { action: refund }, when: { subject: { domain: action, field: {{field}} }, operator: equals, value: { literal: {{blocked}} } }, effect: block }
            """
        );

    private sealed class Alternating(params ActraPolicy[] policies) : IPolicySource
    {
        private int _looks;

        public int Looks => _looks;

        public ActraPolicy Current => policies[Interlocked.Increment(ref _looks) % policies.Length];
    }
}
