using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting.Tests;

/// <summary>A real host with a manual clock, stores in memory and an adapter that writes down what it is asked for.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly HostApplicationBuilder _builder = Host.CreateApplicationBuilder(
        new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = Environments.Development }
    );
    private IHost? _host;
    private bool _started;
    private int _works;

    public TestHost(Action<ActraOptions>? configure = null, bool withMover = true)
    {
        _builder.Services.AddSingleton<TimeProvider>(Clock);
        _builder.Logging.AddProvider(Logs);
        Actra = _builder
            .Services.AddActra(options =>
            {
                options.ServiceName = "payments";
                options.Policy.FromStrings(Texts.Schema, Texts.Block);
                configure?.Invoke(options);
            })
            .UseInMemory();
        if (withMover)
        {
            Services.AddSingleton<IWorkMover>(Mover);
        }
    }

    public ManualTimeProvider Clock { get; } = new();

    public LogLines Logs { get; } = new();

    public RecordingMover Mover { get; } = new();

    public ActraBuilder Actra { get; }

    public IServiceCollection Services => _builder.Services;

    public IHostApplicationBuilder Builder => _builder;

    public IApprovalStore Store => Get<IApprovalStore>();

    public T Get<T>()
        where T : notnull => Built.Services.GetRequiredService<T>();

    private IHost Built => _host ??= _builder.Build();

    public TestHost UseSqlite(string folder)
    {
        Actra.UseSqlite(Path.Combine(folder, "actra.db"));
        return this;
    }

    /// <summary>Starts the host, and waits for the pump's first round.</summary>
    public async Task<TestHost> StartAsync()
    {
        await Built.StartAsync();
        _started = true;
        await Eventually.HoldsAsync(() => Get<PumpStatus>().Rounds > 0);
        return this;
    }

    /// <summary>Lets time pass, and waits for the end of a round of the pump that began afterwards.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        Get<IReleasePumpSignal>().Wake();
        var status = Get<PumpStatus>();
        var rounds = status.Rounds;
        await Eventually.HoldsAsync(() =>
        {
            Get<IReleasePumpSignal>().Wake();
            return status.Rounds >= rounds + 2;
        });
    }

    /// <summary>Parks a message that the role <c>finance</c> has to approve within an hour, for two hours.</summary>
    public Task<ApprovalRequest> ParkAsync(string service) => ParkAsync(null, service);

    public async Task<ApprovalRequest> ParkAsync(
        Func<ApprovalRequirement, ApprovalRequirement>? change = null,
        string service = "payments",
        string? tenant = null
    )
    {
        var requirement = new ApprovalRequirement
        {
            Groups = [new ApprovalGroup(["finance"], 1)],
            ValidFor = TimeSpan.FromHours(2),
        };
        var work = new ApprovalWork(WorkKind.Message, service, "refunds", $"message-{++_works}", "digest");
        var approval = new NewApproval
        {
            Work = work,
            Generation = 1,
            Asked =
            [
                new AskedAction(
                    "refund",
                    "refund-large",
                    "large",
                    change?.Invoke(requirement) ?? requirement,
                    new Dictionary<string, string>()
                ),
            ],
            Requester = new ActorIdentity("ada", "user", null, ActorSource.Signed),
            Tenant = tenant,
            PolicyHash = "hash",
            ParkedAt = Clock.GetUtcNow(),
            ExpiresAt = Clock.GetUtcNow() + TimeSpan.FromHours(1),
        };
        if (Built.Services.GetService<ActraKeyRing>() is { } keys)
        {
            approval = new GrantSealer(keys).Seal(approval);
        }

        var parked = await Store.ParkAsync(approval, Envelope(work.WorkId), CancellationToken.None);
        return parked.Request;
    }

    public async Task<ApprovalRequest> ApprovedAsync(Func<ApprovalRequirement, ApprovalRequirement>? change = null)
    {
        var request = await ParkAsync(change);
        var vote = await Get<ApprovalService>().ApproveAsync(request.Id, Finance, request.ShownDigest);
        Assert.Equal(VoteOutcome.Approved, vote.Outcome);
        return vote.Request!;
    }

    public async Task<ApprovalState> StateAsync(string id) => (await Store.GetAsync(id, CancellationToken.None))!.State;

    public IReadOnlyList<AuditEntry> Records => [.. ((InMemoryAuditLog)Get<IAuditLog>()).Records.Select(r => r.Entry)];

    public async Task<HealthReportEntry> HealthAsync(string name) =>
        (await Get<HealthCheckService>().CheckHealthAsync()).Entries[name];

    public static Approver Finance { get; } = new("fin", ["finance"]);

    public static WorkEnvelope Envelope(string text) =>
        new(System.Text.Encoding.UTF8.GetBytes(text), "application/json", new Dictionary<string, string>());

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await Built.StopAsync();
        }

        _host?.Dispose();
    }
}
