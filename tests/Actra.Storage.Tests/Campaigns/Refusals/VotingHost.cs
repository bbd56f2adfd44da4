using Actra.Approvals;
using Actra.Audit;
using Actra.MassTransit;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Actra.Storage.Tests.Campaigns.Refusals;

/// <summary>A host that takes votes as messages. Its timers never find anything: whatever is over is so by the time alone.</summary>
internal sealed class VotingHost : IAsyncDisposable
{
    /// <summary>Speaks for two of finance, for somebody of sales, and for the requester, who is of finance as well.</summary>
    public static readonly VoteKey Key = new(
        "votes",
        [.. Enumerable.Repeat((byte)7, 32)],
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["alice"] = ["finance"],
            ["bob"] = ["finance"],
            ["sam"] = ["sales"],
            [SampleApprovals.Requester.Id] = ["finance"],
        }
    );

    /// <summary>Another service's key: it speaks for somebody whose name only Unicode tells from the requester's.</summary>
    public static readonly VoteKey WideKey = new(
        "wide",
        [.. Enumerable.Repeat((byte)8, 32)],
        new Dictionary<string, IReadOnlyList<string>> { ["\uFF52ita"] = ["finance"], ["\uFF41lice"] = ["finance"] }
    );

    private readonly IHost _host;

    private VotingHost(IHost host) => _host = host;

    public ManualTimeProvider Clock { get; private init; } = null!;

    public IApprovalStore Store => _host.Services.GetRequiredService<IApprovalStore>();

    public IAuditLog Log => _host.Services.GetRequiredService<IAuditLog>();

    public static async Task<VotingHost> StartAsync(StorePlace? place)
    {
        var clock = new ManualTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(clock);
        var actra = services
            .AddActra(options =>
            {
                options.ServiceName = "billing";
                options.Policy.FromStrings(Kills.KillWork.Schema, Kills.KillWork.Policy);
            })
            .AddMassTransitGuard()
            .AddVoteKey(Key)
            .AddVoteKey(WideKey);
        if (place is null)
        {
            actra.UseInMemory();
        }
        else
        {
            StorePlace.Keep(actra, place.Kind, place.Name);
        }

        var real = services.Single(service => service.ServiceType == typeof(IApprovalStore)).ImplementationFactory!;
        services.Replace(
            ServiceDescriptor.Singleton<IApprovalStore>(provider => new Timeless((IApprovalStore)real(provider)))
        );
        services.AddMassTransit(bus => bus.UsingInMemory((context, configurator) => configurator.UseActra(context)));
        services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        var host = new VotingHost(builder.Build()) { Clock = clock };
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Parks a message for which two of finance have to vote, within an hour.</summary>
    public async Task<ApprovalRequest> ParkAsync(string workId, bool allowSelf = false)
    {
        var requirement = SampleApprovals.Requirement with
        {
            Groups = [new ApprovalGroup(["finance"], 2)],
            AllowSelf = allowSelf,
        };
        var approval = SampleApprovals.Approval(Clock, workId, requirements: requirement);
        return (await Store.ParkAsync(approval, SampleApprovals.Envelope(), default)).Request;
    }

    public SignedVote Sign(
        ApprovalRequest request,
        string by,
        VoteKey? key = null,
        string? shown = null,
        bool approve = true
    ) => SignedVote.Create(key ?? Key, request.Id, by, approve, shown ?? request.ShownDigest, "yes", Clock.GetUtcNow());

    /// <summary>Sends a vote, and waits for what the log says of it.</summary>
    public async Task<List<AuditEntry>> VoteAsync(SignedVote vote)
    {
        var before = (await RecordsAsync()).Count;
        var bus = _host.Services.GetRequiredService<IBus>();
        var endpoint = await bus.GetSendEndpoint(new Uri("queue:billing_actra_approvals"));
        await endpoint.Send(ApprovalVoteMessage.From(vote));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if ((await RecordsAsync())[before..] is { Count: > 0 } records)
            {
                return records;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<List<AuditEntry>> RecordsAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var record in Log.ReadAsync(1, default))
        {
            entries.Add(record.Entry);
        }

        return entries;
    }

    private sealed class Timeless(IApprovalStore inner) : DelegatingApprovalStore
    {
        protected override IApprovalStore Inner => inner;

        public override ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
            string service,
            DateTimeOffset releasedBefore,
            int limit,
            CancellationToken ct
        ) => ValueTask.FromResult<IReadOnlyList<ApprovalRequest>>([]);
    }
}
