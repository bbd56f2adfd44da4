using Actra.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Actra.MassTransit.Tests;

public class StartTests
{
    [Fact]
    public async Task A_consumed_message_that_maps_to_nothing_stops_the_start_by_name()
    {
        var problem = await RefusedAsync(plan =>
            plan.Register = bus =>
            {
                bus.AddConsumer<RefundConsumer>();
                bus.AddConsumer<UnknownConsumer>();
            }
        );

        Assert.Contains("o.Map<Actra.MassTransit.Tests.Unknown>", problem);
        Assert.DoesNotContain("Tests.Refund>", problem);
    }

    [Fact]
    public async Task A_handler_without_a_consumer_class_counts_as_one()
    {
        var problem = await RefusedAsync(plan =>
            plan.Endpoints = (_, bus, queue) =>
                bus.ReceiveEndpoint(queue, endpoint => endpoint.Handler<Unknown>(_ => Task.CompletedTask))
        );

        Assert.Contains("Tests.Unknown", problem);
    }

    [Fact]
    public async Task A_batch_counts_as_its_messages()
    {
        var problem = await RefusedAsync(plan =>
            plan.Endpoints = (_, bus, queue) =>
                bus.ReceiveEndpoint(
                    queue,
                    endpoint => endpoint.Batch<Unknown>(batch => batch.Consumer(() => new UnknownBatchConsumer()))
                )
        );

        Assert.Contains("o.Map<Actra.MassTransit.Tests.Unknown>", problem);
    }

    [Fact]
    public async Task A_saga_counts_with_each_of_its_events()
    {
        var problem = await RefusedAsync(plan =>
        {
            plan.Register = bus => bus.AddSagaStateMachine<RefundSaga, RefundState>().InMemoryRepository();
            plan.Endpoints = (context, bus, queue) =>
                bus.ReceiveEndpoint(queue, endpoint => endpoint.ConfigureSagas(context));
        });

        Assert.Contains("o.Map<Actra.MassTransit.Tests.Unknown>", problem);
    }

    [Fact]
    public async Task A_routing_slip_activity_is_named_with_the_reason()
    {
        var problem = await RefusedAsync(plan =>
            plan.Endpoints = (_, bus, queue) =>
                bus.ReceiveEndpoint(queue, endpoint => endpoint.ExecuteActivityHost<NoActivity, NoArguments>())
        );

        Assert.Contains("o.Map<MassTransit.Courier.Contracts.RoutingSlip>", problem);
        Assert.Contains("it runs an activity", problem);
    }

    [Fact]
    public async Task UseActra_after_an_endpoint_stops_the_start()
    {
        var problem = await RefusedAsync(plan =>
            plan.Before = (bus, queue) =>
                bus.ReceiveEndpoint(queue + "-early", endpoint => endpoint.Handler<Unknown>(_ => Task.CompletedTask))
        );

        Assert.Contains("-work-early` was configured before UseActra", problem);
    }

    [Fact]
    public async Task A_mapped_message_that_lacks_a_field_stops_the_start()
    {
        var problem = await RefusedAsync(plan =>
        {
            plan.Register = bus => bus.AddConsumer<UnknownConsumer>();
            plan.Options = o => o.Map<Unknown>("refund");
        });

        Assert.Contains("`Unknown` does not fit action `refund`", problem);
        Assert.Contains("amount", problem);
    }

    [Fact]
    public async Task An_action_that_the_schema_lacks_stops_the_start()
    {
        var problem = await RefusedAsync(plan =>
        {
            plan.Register = bus => bus.AddConsumer<UnknownConsumer>();
            plan.Options = o => o.Map<Unknown>("refundd");
        });

        Assert.Contains("no action `refundd`", problem);
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_temporary_endpoint_for_what_may_need_approval_stops_the_start()
    {
        var problem = await Assert.ThrowsAnyAsync<Exception>(() =>
            Station.StartAsync(
                TestTransport.RabbitMq(),
                plan =>
                    plan.Endpoints = (context, bus, _) =>
                        bus.ReceiveEndpoint(
                            new TemporaryEndpointDefinition("short"),
                            null,
                            endpoint => endpoint.ConfigureConsumers(context)
                        )
            )
        );

        Assert.Contains("is temporary", problem.ToString());
    }

    [Fact]
    public async Task A_job_consumer_is_named_with_the_reason()
    {
        var problem = await RefusedAsync(plan =>
        {
            plan.Register = bus =>
            {
                bus.AddConsumer<RefundJob>();
                bus.AddJobSagaStateMachines();
            };
            plan.Endpoints = (context, bus, _) => ((IInMemoryBusFactoryConfigurator)bus).ConfigureEndpoints(context);
        });

        Assert.Contains("MassTransit.Contracts.JobService.StartJob", problem);
        Assert.Contains("carries the job's contents", problem);
        Assert.DoesNotContain("JobSlotRequested", problem);
    }

    [Fact]
    public async Task Endpoints_that_MassTransit_names_are_guarded()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
                plan.Endpoints = (context, bus, _) => ((IInMemoryBusFactoryConfigurator)bus).ConfigureEndpoints(context)
        );
        var faults = await station.TakeFromAsync("Refund_fault");

        await station.Bus.Publish(new Refund(5000));
        await station.Bus.Publish(new Refund(5));

        Assert.Equal("too-large", (await faults.NextAsync()).Headers[ActraHeaders.Rule]);
        Assert.Equal(5, await station.Handled.Refunds.NextAsync());
    }

    [Fact]
    public async Task Without_AddMassTransitGuard_the_bus_says_what_is_missing()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActra(o => o.Policy.FromStrings(Policies.Schema, Policies.Refunds)).UseInMemory();
        builder.Services.AddMassTransit(bus => bus.UsingInMemory((context, cfg) => cfg.UseActra(context)));
        using var host = builder.Build();

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Contains("AddMassTransitGuard", problem.ToString());
    }

    [Fact]
    public async Task A_broker_without_a_signing_key_stops_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder
            .Services.AddActra(o => o.Policy.FromStrings(Policies.Schema, Policies.Refunds))
            .UseInMemory()
            .AddMassTransitGuard();
        builder.Services.AddMassTransit(bus => bus.UsingRabbitMq((context, cfg) => cfg.UseActra(context)));
        using var host = builder.Build();

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Contains("SignWith", problem.ToString());
    }

    [Fact]
    public async Task An_endpoint_connected_later_meets_the_same_conditions()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());

        var problem = Assert.ThrowsAny<Exception>(() =>
            station.Bus.ConnectReceiveEndpoint("late", endpoint => endpoint.Handler<Unknown>(_ => Task.CompletedTask))
        );

        Assert.Contains("Tests.Unknown", problem.ToString());
    }

    [Fact]
    public async Task Exempt_messages_are_let_through_and_fields_may_be_mapped_in_code()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
            {
                plan.Register = bus =>
                {
                    bus.AddConsumer<PingConsumer>();
                    bus.AddConsumer<WireConsumer>();
                };
                plan.Options = o => o.Map<Wire>("refund", m => m.Field("amount", wire => wire.Sum.Value));
            }
        );
        var faults = await station.FaultsAsync();

        await station.SendAsync(new Ping("hello"));
        await station.SendAsync(new Wire(new Money(5000)));
        await station.SendAsync(new Wire(new Money(50)));

        Assert.Equal("hello", await station.Handled.Others.NextAsync());
        Assert.Equal("too-large", (await faults.NextAsync()).Headers[ActraHeaders.Rule]);
        Assert.Equal(50, await station.Handled.Refunds.NextAsync());
    }

    [Fact]
    public async Task Reported_messages_are_consumed_without_a_decision()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
            {
                plan.Options = o => o.UnmappedMessages = Unmapped.Report;
                plan.Endpoints = (context, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                        {
                            endpoint.ConfigureConsumers(context);
                            endpoint.Handler<Unknown>(received =>
                            {
                                context.GetRequiredService<Handled>().Others.Add(received.Message.Text);
                                return Task.CompletedTask;
                            });
                        }
                    );
            }
        );

        await station.SendAsync(new Unknown("through"));

        Assert.Equal("through", await station.Handled.Others.NextAsync());
    }

    [Fact]
    public async Task Health_says_that_the_guard_covers_every_endpoint()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());

        var health = await station
            .Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == "actra-masstransit");

        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    private static async Task<string> RefusedAsync(Action<StationPlan> plan) =>
        (await Assert.ThrowsAnyAsync<Exception>(() => Station.StartAsync(TestTransport.InMemory(), plan))).ToString();

    private sealed class UnknownBatchConsumer : IConsumer<Batch<Unknown>>
    {
        public Task Consume(ConsumeContext<Batch<Unknown>> context) => Task.CompletedTask;
    }

    public sealed class RefundJob : IJobConsumer<Refund>
    {
        public Task Run(JobContext<Refund> context) => Task.CompletedTask;
    }

    public sealed record NoArguments(string Text);

    public sealed class NoActivity : IExecuteActivity<NoArguments>
    {
        public Task<ExecutionResult> Execute(ExecuteContext<NoArguments> context) =>
            Task.FromResult(context.Completed());
    }

    public sealed class RefundState : SagaStateMachineInstance
    {
        public Guid CorrelationId { get; set; }

        public string CurrentState { get; set; } = "";
    }

    public sealed class RefundSaga : MassTransitStateMachine<RefundState>
    {
        public RefundSaga()
        {
            InstanceState(state => state.CurrentState);
            Event(() => Started, e => e.CorrelateById(context => context.MessageId!.Value));
            Initially(When(Started).Finalize());
        }

        public Event<Unknown> Started { get; private set; } = null!;
    }
}
