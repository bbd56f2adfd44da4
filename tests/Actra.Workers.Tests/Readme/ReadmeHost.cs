using Actra.Resolution;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Workers.Tests.Readme;

/// <summary>The host of the README, as the compiler sees it.</summary>
internal static class ReadmeHost
{
    public static void Configure(IServiceCollection services, byte[] key)
    {
        // README
        services
            .AddActra(o => o.ServiceName = "payments") // reads ./policy; approvals and decision log in one SQLite file
            .AddActorResolver<StaffDirectory>() // who asks, in which role
            .SignWith("2026-11", key) // proves who asked, and what was parked
            .AddMassTransitGuard();
        services.AddMassTransit(x =>
        {
            x.AddConsumer<RefundConsumer>();
            x.UsingRabbitMq(
                (context, cfg) =>
                {
                    cfg.UseActra(context); // before the endpoints
                    cfg.ConfigureEndpoints(context);
                }
            );
        });
        // README
    }

    // README
    [ActraAction("refund")]
    public sealed record Refund(string OrderId, decimal Amount, string Currency);

    // README

    public sealed class RefundConsumer : IConsumer<Refund>
    {
        public Task Consume(ConsumeContext<Refund> context) => Task.CompletedTask;
    }

    public sealed class StaffDirectory : IActorResolver
    {
        public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct) =>
            new(evidence.Identity is { } known ? Actor.From(known).With("role", "support") : Actor.Anonymous);
    }
}
