using Actra.Approvals;
using Actra.Audit;
using Actra.Hangfire.Tests.Facts;
using Actra.Hosting;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Hangfire.Tests.Guard;

/// <summary>A storage, filters and server of its own, under a guard of its own with its release pump.</summary>
internal sealed class GuardedWorld : IDisposable
{
    public const string Schema = """
        version: 2
        actions:
          payout:
            fields: { amount: number, account: { type: string, default: "" } }
        actor:
          fields: { id: { type: string, default: "" }, source: { type: string, default: none }, verified: { type: boolean, default: false } }
        snapshot:
          fields: { attempt: { type: number, default: 0 }, source: { type: string, default: "" }, endpoint: { type: string, default: "" } }
        """;

    public const string Policy = """
        version: 2
        default: block
        rules:
          - { id: frozen, scope: { action: payout }, when: { subject: { domain: action, field: account }, operator: equals, value: { literal: frozen } }, effect: block, reason: "account {action.account} is frozen" }
          - { id: large, scope: { action: payout }, when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 100 } }, effect: require_approval, reason: "{action.amount} by {actor.id}", approval: { roles: [finance], count: 1, expires: 1h, valid_for: 2h } }
          - { id: small, scope: { action: payout }, effect: allow }
        """;

    private readonly ServiceProvider _provider;

    public GuardedWorld(
        Action<ActraJobOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<ActraOptions>? host = null,
        params object[] filters
    )
    {
        World = new World(filters);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection
            .AddActra(o =>
            {
                o.ServiceName = "jobs";
                o.Policy.FromStrings(Schema, Policy);
                o.PumpInterval = TimeSpan.FromMilliseconds(50);
                o.Guard.FirstDefer = TimeSpan.FromMilliseconds(300);
                host?.Invoke(o);
            })
            .UseInMemory()
            .SignWith("k1", new byte[32])
            .AddHangfireGuard(o =>
            {
                o.Storage = World.Storage;
                o.FilterProvider = World.Provider;
                options?.Invoke(o);
            });
        services?.Invoke(collection);
        _provider = collection.BuildServiceProvider();
        foreach (var filter in ActraJobFilters.Create(_provider).GetFilters(null!))
        {
            World.Filters.Add(filter.Instance, filter.Order);
        }
    }

    public World World { get; }

    public string Key => World.Key;

    public BackgroundJobClient Client => World.Client;

    public IReadOnlyList<string> Runs => World.Records;

    public IReadOnlyList<AuditEntry> Records => [.. ((InMemoryAuditLog)Get<IAuditLog>()).Records.Select(r => r.Entry)];

    public static Approver Finance { get; } = new("fin", ["finance"]);

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public async Task StartPumpAsync()
    {
        var services = _provider.GetServices<IHostedService>().ToList();
        foreach (var service in services.OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }

        foreach (var service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>A payout asked for by alice.</summary>
    public string Pay(int amount, string account = "a-1", string by = "alice")
    {
        using (ActraJobs.As(Actor.User(by)))
        {
            return Client.Enqueue<Payouts>(x => x.Pay(Key, amount, account));
        }
    }

    /// <summary>A payout that has been parked.</summary>
    public async Task<string> ParkedAsync(int amount = 500)
    {
        World.StartServer();
        var id = Pay(amount);
        await World.Reaches(id, "AwaitingApproval");
        return id;
    }

    public async Task<ApprovalRequest> RequestOfAsync(string jobId) =>
        (await Get<IApprovals>().GetAsync(World.State(jobId)!.Data["Actra.ApprovalId"]))!;

    public async Task ApproveAsync(string jobId)
    {
        var request = await RequestOfAsync(jobId);
        var vote = await Get<IApprovals>().ApproveAsync(request.Id, Finance, request.ShownDigest);
        Assert.Equal(VoteOutcome.Approved, vote.Outcome);
    }

    public async Task DenyAsync(string jobId)
    {
        var request = await RequestOfAsync(jobId);
        var vote = await Get<IApprovals>().DenyAsync(request.Id, Finance, request.ShownDigest, "no");
        Assert.Equal(VoteOutcome.Denied, vote.Outcome);
    }

    public void SetParameter(string jobId, string name, object? value) =>
        World.Read(c =>
        {
            c.SetJobParameter(jobId, name, SerializationHelper.Serialize(value, SerializationOption.User));
            return true;
        });

    public string? Parameter(string jobId, string name) =>
        World.Read(c =>
            c.GetJobParameter(jobId, name) is { } json
                ? SerializationHelper.Deserialize<string>(json, SerializationOption.User)
                : null
        );

    public bool Requeue(string jobId) => Client.ChangeState(jobId, new EnqueuedState(), null);

    public string Data(string jobId, string name) => World.State(jobId)!.Data[name];

    public void Dispose()
    {
        World.Dispose();
        foreach (var service in _provider.GetServices<IHostedService>())
        {
            service.StopAsync(CancellationToken.None).Wait();
        }

        _provider.DisposeAsync().AsTask().Wait();
    }
}
