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
    private static readonly byte[] Secret = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] WideSecret = [.. Enumerable.Repeat((byte)8, 32)];

    public static readonly VoteSigner Signer = VoteSigner.FromSecret("votes", Secret);

    /// <summary>Signs for those whose names only Unicode tells from others.</summary>
    public static readonly VoteSigner WideSigner = VoteSigner.FromSecret("wide", WideSecret);

    /// <summary>Speaks for two of finance, for somebody of sales, and for the requester, who is of finance as well.</summary>
    private static readonly VoteKey Key = new(
        "votes",
        Secret,
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["alice"] = ["finance"],
            ["bob"] = ["finance"],
            ["sam"] = ["sales"],
            [SampleApprovals.Requester.Id] = ["finance"],
        }
    );

    private static readonly VoteKey WideKey = new(
        "wide",
        WideSecret,
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
        VoteSigner? signer = null,
        string? shown = null,
        VoteAct act = VoteAct.Approve
    ) =>
        SignedVote.Create(
            signer ?? Signer,
            request.Id,
            by,
            act,
            shown ?? request.ShownDigest,
            "yes",
            Clock.GetUtcNow()
        );

    /// <summary>Sends a vote, waits for the answer, and says what the log was told meanwhile.</summary>
    public async Task<(ApprovalVoteAnswer Answer, List<AuditEntry> Records)> VoteAsync(SignedVote vote)
    {
        var before = (await RecordsAsync()).Count;
        var client = _host
            .Services.GetRequiredService<IBus>()
            .CreateRequestClient<ApprovalVoteMessage>(
                new Uri("queue:billing_actra_approvals"),
                RequestTimeout.After(m: 1)
            );
        var response = await client.GetResponse<ApprovalVoteAnswer>(ApprovalVoteMessage.From(vote));
        return (response.Message, (await RecordsAsync())[before..]);
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
