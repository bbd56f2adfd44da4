using Actra.Approvals;
using Actra.Audit;
using Actra.Hosting;
using Actra.Resolution;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit.Tests;

/// <summary>A real host with a guarded bus, one endpoint <c>…-work</c>, and a clock that a test can put forward.</summary>
internal sealed class Station : IAsyncDisposable
{
    public static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly IHost _host;

    private Station(IHost host, string prefix, ShiftedClock clock, WatchedStore store, Tap tap, Handled handled)
    {
        _host = host;
        Prefix = prefix;
        Clock = clock;
        Store = store;
        Tap = tap;
        Handled = handled;
    }

    public string Prefix { get; }

    public string Queue => Prefix + "-work";

    public ShiftedClock Clock { get; }

    public WatchedStore Store { get; }

    public Tap Tap { get; }

    public Handled Handled { get; }

    public IServiceProvider Services => _host.Services;

    public IBus Bus => Services.GetRequiredService<IBus>();

    public IApprovals Approvals => Services.GetRequiredService<IApprovals>();

    public static async Task<Station> StartAsync(TestTransport transport, Action<StationPlan>? plan = null)
    {
        var setup = new StationPlan();
        plan?.Invoke(setup);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var clock = new ShiftedClock();
        var store = new WatchedStore(clock);
        var tap = new Tap();
        var handled = new Handled();
        var prefix = transport.Prefix;
        var services = builder.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton(handled);
        services.AddSingleton<TimeProvider>(clock);
        var actra = services
            .AddActra(o =>
            {
                o.ServiceName = prefix;
                o.Policy.FromStrings(Policies.Schema, Policies.Refunds);
                o.PumpInterval = TimeSpan.FromMilliseconds(200);
                o.Guard.ResolverTimeout = TimeSpan.FromSeconds(2);
                setup.Host(o);
            })
            .AddMassTransitGuard();
        if (setup.Signed)
        {
            actra.SignWith("k1", Key);
        }

        setup.Actra(actra);
        services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(store));
        services.Replace(ServiceDescriptor.Singleton<IAuditLog, InMemoryAuditLog>());
        services.AddActraClient(o => o.SignWith("k1", Key).FallbackActor = Actor.User("alice"));
        services.AddReceiveObserver(_ => tap);
        services.AddMassTransit(bus =>
        {
            setup.Register(bus);
            transport.Configure(
                bus,
                (context, configurator) =>
                {
                    setup.Before(configurator, prefix + "-work");
                    configurator.UseActra(context, setup.Options);
                    if (setup.Signed)
                    {
                        configurator.UseActraClient(context);
                    }

                    setup.Endpoints(context, configurator, prefix + "-work");
                }
            );
        });
        services.Configure<MassTransitHostOptions>(o => o.WaitUntilStarted = true);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new Station(host, prefix, clock, store, tap, handled);
    }

    /// <summary>Sends to the endpoint, as alice where nothing else is said.</summary>
    public async Task<Guid> SendAsync<T>(T message, Action<SendContext<T>>? also = null)
        where T : class
    {
        var id = NewId.NextGuid();
        var endpoint = await Bus.GetSendEndpoint(new Uri("queue:" + Queue));
        await endpoint.Send(
            message,
            Pipe.Execute<SendContext<T>>(send =>
            {
                send.MessageId = id;
                also?.Invoke(send);
            })
        );
        return id;
    }

    /// <summary>Takes everything off a queue from now on.</summary>
    public async Task<Mailbox<Captured>> TakeFromAsync(string queue)
    {
        var taken = new Mailbox<Captured>();
        var handle = Bus.ConnectReceiveEndpoint(
            queue,
            endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.ConfigureReceive(pipe => pipe.UseFilter(new CaptureFilter(taken)));
            }
        );
        await handle.Ready;
        return taken;
    }

    public Task<Mailbox<Captured>> FaultsAsync() => TakeFromAsync(Queue + "_fault");

    public void Wake() => Services.GetRequiredService<IReleasePumpSignal>().Wake();

    public async Task ApproveAsync(ApprovalRequest request)
    {
        var vote = await Approvals.ApproveAsync(request.Id, new Approver("frank", ["finance"]), request.ShownDigest);
        Assert.Equal(VoteOutcome.Approved, vote.Outcome);
    }

    public async Task<List<AuditEntry>> RecordsAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var record in Services.GetRequiredService<IAuditLog>().ReadAsync(1, CancellationToken.None))
        {
            entries.Add(record.Entry);
        }

        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _host.StopAsync(patience.Token);
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}

/// <summary>How a station differs from the usual one.</summary>
internal sealed class StationPlan
{
    public bool Signed { get; set; } = true;

    public Action<ActraOptions> Host { get; set; } = _ => { };

    public Action<ActraBuilder> Actra { get; set; } = _ => { };

    public Action<IBusRegistrationConfigurator> Register { get; set; } = bus => bus.AddConsumer<RefundConsumer>();

    public Action<ActraBusOptions> Options { get; set; } = _ => { };

    public Action<IBusFactoryConfigurator, string> Before { get; set; } = (_, _) => { };

    public Action<IBusRegistrationContext, IBusFactoryConfigurator, string> Endpoints { get; set; } =
        (context, bus, queue) => bus.ReceiveEndpoint(queue, endpoint => endpoint.ConfigureConsumers(context));
}
