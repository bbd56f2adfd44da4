using System.Collections.Concurrent;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting.Tests;

public class ResolverTests
{
    private const string Schema = """
        version: 1
        actions:
          refund: { fields: { amount: number } }
          payout: { fields: { amount: number } }
        actor: { fields: { role: string } }
        snapshot: { fields: { frozen: boolean } }
        """;

    private const string Rules = """
        version: 1
        rules:
          - id: interns
            scope: { global: true }
            when: { subject: { domain: actor, field: role }, operator: equals, value: { literal: intern } }
            effect: block
          - id: frozen
            scope: { action: refund }
            when: { subject: { domain: snapshot, field: frozen }, operator: equals, value: { literal: true } }
            effect: block
        """;

    [Fact]
    public async Task Scoped_resolvers_serve_their_actions_from_a_scope_per_work()
    {
        await using var host = new TestHost(options => options.Policy.FromStrings(Schema, Rules));
        host.Services.AddScoped<Connection>().AddSingleton(new ConcurrentBag<Connection>());
        host.Actra.AddActorResolver<Staff>().AddSnapshotResolver<Accounts>("refund");
        await host.StartAsync();

        var first = await JudgeAsync(host, "refund");
        var second = await JudgeAsync(host, "refund");
        var payout = await JudgeAsync(host, "payout");

        Assert.Equal("frozen", first.RuleId);
        Assert.Equal("frozen", second.RuleId);
        Assert.Equal(Effect.Allow, payout.Effect);
        var used = host.Get<ConcurrentBag<Connection>>();
        Assert.Equal(2, used.Count);
        Assert.Equal(2, used.Distinct().Count());
        Assert.All(used, connection => Assert.True(connection.Disposed));
    }

    [Theory]
    [InlineData("intern", Effect.Block)]
    [InlineData("clerk", Effect.Allow)]
    public async Task Plain_headers_name_the_actor_only_where_they_are_trusted(string role, Effect expected)
    {
        await using var host = new TestHost(options =>
        {
            options.Policy.FromStrings(Schema, Rules);
            options.TrustUnsignedHeaders(headers => headers.Attributes["role"] = "X-Role");
        });
        host.Actra.AddSnapshotResolver(new Fixed(), "refund");
        await host.StartAsync();
        var headers = new Dictionary<string, string> { ["actor-id"] = "ada", ["x-role"] = role };

        var judgement = await host.Get<ActionGuard>().JudgeAsync(Work("refund", headers), CancellationToken.None);

        Assert.Equal(expected, judgement.Strictest!.Effect);
        Assert.Equal("ada", judgement.Actor.Id);
        Assert.Equal(ActorSource.Asserted, judgement.Actor.Source);
        Assert.False(judgement.Actor.Verified);
    }

    [Fact]
    public async Task Headers_change_nothing_about_an_identity_that_is_proved()
    {
        var resolver = new HeaderActorResolver(
            new UnsignedActorHeaders(),
            new FixedPolicy(Actra.Compilation.ActraPolicy.FromStrings(Schema, Rules))
        );
        var evidence = new ActorEvidence
        {
            Kind = WorkKind.Message,
            Endpoint = "refunds",
            ActionTypes = ["refund"],
            Identity = new ActorIdentity("ada", "user", "north", ActorSource.Signed),
            Headers = new Dictionary<string, string> { ["Actor-Id"] = "mallory", ["Actor-Tenant"] = "south" },
        };

        var actor = await resolver.ResolveAsync(evidence, CancellationToken.None);

        Assert.Equal(("ada", "north"), (actor.Id, actor.Tenant));
    }

    [Fact]
    public async Task Observers_are_told_of_every_decision()
    {
        await using var host = new TestHost();
        host.Actra.AddDecisionObserver<Watcher>();
        await host.StartAsync();

        await host.Get<ActionGuard>().JudgeAsync(Work("refund", []), CancellationToken.None);

        var watcher = Assert.IsType<Watcher>(Assert.Single(host.Get<IEnumerable<IDecisionObserver>>()));
        Assert.Equal("refund", Assert.Single(watcher.Seen).Decision.ActionType);
    }

    private static async Task<Decision> JudgeAsync(TestHost host, string action) =>
        (await host.Get<ActionGuard>().JudgeAsync(Work(action, []), CancellationToken.None)).Strictest!;

    private static WorkItem Work(string action, Dictionary<string, string> headers) =>
        new()
        {
            Kind = WorkKind.Message,
            Endpoint = "refunds",
            Actions = [new WorkAction(action, new Amount(), new object())],
            WorkId = Guid.NewGuid().ToString(),
            Digest = () => "digest",
            Headers = headers,
        };

    private sealed class Amount : IFieldReader
    {
        public FieldMap Read(object contract) => new() { { "amount", 5 } };
    }

    private sealed class Staff : IActorResolver
    {
        public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct) =>
            new(Actor.User("ada").With("role", "clerk"));
    }

    private sealed class Connection : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class Accounts(Connection connection, ConcurrentBag<Connection> used) : ISnapshotResolver
    {
        public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct)
        {
            used.Add(connection);
            snapshot.Set("frozen", true);
            return default;
        }
    }

    private sealed class Fixed : ISnapshotResolver
    {
        public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct)
        {
            snapshot.Set("frozen", false);
            return default;
        }
    }

    private sealed class Watcher : IDecisionObserver
    {
        public ConcurrentQueue<DecisionEvent> Seen { get; } = new();

        public void OnDecision(DecisionEvent decision) => Seen.Enqueue(decision);
    }
}
