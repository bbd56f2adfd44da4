using Actra.Approvals;
using Actra.Resolution;
using MassTransit;

namespace Actra.MassTransit.Tests;

public class ResumptionTests
{
    [Fact]
    public async Task A_redelivery_that_the_pipeline_schedules_keeps_the_approval_open()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
                plan.Endpoints = (context, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                        {
                            endpoint.UseDelayedRedelivery(r => r.Interval(3, TimeSpan.FromMilliseconds(50)));
                            endpoint.ConfigureConsumers(context);
                        }
                    )
        );
        station.Handled.Failures.Enqueue(new InvalidOperationException("busy"));
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        Assert.Equal(ApprovalState.Released, (await station.Store.Ended.NextAsync()).State);
        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
        Assert.Equal(2, station.Handled.Refunds.Count);
    }

    [Fact]
    public async Task Work_that_the_pipeline_delivers_again_later_is_not_sent_from_the_store_before()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
                plan.Endpoints = (context, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                        {
                            endpoint.UseDelayedRedelivery(r => r.Interval(3, TimeSpan.FromHours(1)));
                            endpoint.ConfigureConsumers(context);
                        }
                    )
        );
        station.Handled.Failures.Enqueue(new InvalidOperationException("busy"));
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());
        Assert.Equal(500, await station.Handled.Refunds.NextAsync());
        Assert.Equal(ApprovalState.Released, (await station.Store.Ended.NextAsync()).State);

        // Long after the release time-out: the pump has looked when it sends another.
        station.Clock.Advance(TimeSpan.FromMinutes(55));
        await station.SendAsync(new Refund(600));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());
        Assert.Equal(600, await station.Handled.Refunds.NextAsync());
        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
        Assert.Equal(2, station.Handled.Refunds.Count);

        // Its pipeline has lost it: the store sends it, a release time-out after it should have come.
        station.Clock.Advance(TimeSpan.FromMinutes(15));
        station.Wake();
        Assert.Equal(500, await station.Handled.Refunds.NextAsync());
        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
    }

    [Fact]
    public async Task Approved_work_that_its_consumer_puts_off_is_not_dropped_when_it_comes_back()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan => plan.Register = bus => bus.AddConsumer<DeferringConsumer>()
        );
        var faults = await station.FaultsAsync();
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        Assert.Equal("approval_closed", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(1, station.Handled.Refunds.Count);
    }

    [Fact]
    public async Task A_consumer_whose_name_speaks_of_redelivery_uses_its_approval_up()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan => plan.Register = bus => bus.AddConsumer<ParcelRedeliveryConsumer>()
        );
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
    }

    [Fact]
    public async Task Retries_run_under_one_claim()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
                plan.Endpoints = (context, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                        {
                            endpoint.UseMessageRetry(r => r.Immediate(2));
                            endpoint.ConfigureConsumers(context);
                        }
                    )
        );
        station.Handled.Failures.Enqueue(new InvalidOperationException("busy"));
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
        Assert.Equal(2, station.Handled.Refunds.Count);
    }

    [Fact]
    public async Task A_denied_copy_that_an_operator_sends_back_opens_a_new_request()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var faults = await station.FaultsAsync();
        var id = await station.SendAsync(new Refund(500));
        var denied = await station.Store.Parked.NextAsync();
        await station.Approvals.DenyAsync(denied.Id, new Approver("frank", ["finance"]), denied.ShownDigest);
        station.Wake();
        var copy = await faults.NextAsync();

        await station.SendAsync(
            new Refund(500),
            send =>
            {
                send.MessageId = id;
                send.Headers.Set(ActraHeaders.Generation, copy.Headers[ActraHeaders.Generation]);
            }
        );

        var opened = await station.Store.Parked.NextAsync();
        Assert.Equal((2, denied.Work.Key), (opened.Generation, opened.Work.Key));
    }

    [Fact]
    public async Task The_same_message_sent_again_after_its_denial_is_refused()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var faults = await station.FaultsAsync();
        var id = await station.SendAsync(new Refund(500));
        var denied = await station.Store.Parked.NextAsync();
        await station.Approvals.DenyAsync(denied.Id, new Approver("frank", ["finance"]), denied.ShownDigest);
        station.Wake();
        await faults.NextAsync();

        await station.SendAsync(new Refund(500), send => send.MessageId = id);

        Assert.Equal("approval_denied", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(1, station.Store.Parked.Count);
    }

    [Fact]
    public async Task Where_the_store_stays_away_an_in_memory_message_ends_in_the_fault_queue()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan => plan.Options = o => o.StorePatience = TimeSpan.FromMilliseconds(50)
        );
        var faults = await station.FaultsAsync();
        station.Store.Broken = true;

        await station.SendAsync(new Refund(500));

        var fault = await faults.NextAsync();
        Assert.Equal("cannot_park", fault.Headers[ActraHeaders.Code]);
        Assert.Contains("the store is away", fault.Headers[ActraHeaders.Reason]);
        Assert.Equal(0, station.Handled.Refunds.Count);
    }

    [Fact]
    public async Task Age_of_a_signature_is_judged_when_the_message_first_arrived()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan => plan.Options = o => o.ActorMaxAge = TimeSpan.FromMinutes(5)
        );
        await station.SendAsync(new Refund(500));
        var request = await station.Store.Parked.NextAsync();
        station.Clock.Advance(TimeSpan.FromMinutes(50));
        await station.ApproveAsync(request);

        Assert.Equal(500, await station.Handled.Refunds.NextAsync());
        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
    }

    [Fact]
    public async Task A_message_that_waited_to_be_judged_keeps_its_proved_actor()
    {
        var world = new FailingSnapshots { Broken = true };
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
            {
                plan.Options = o => o.ActorMaxAge = TimeSpan.FromMinutes(5);
                plan.Actra = actra => actra.AddSnapshotResolver(world);
            }
        );
        await station.SendAsync(new Refund(500));
        await station.Store.Deferred.NextAsync();

        world.Broken = false;
        station.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(ActorSource.Signed, (await station.Store.Parked.NextAsync()).Requester.Source);
    }

    [Fact]
    public async Task A_handler_is_cancelled_when_its_claim_is_lost()
    {
        var cancelled = new Mailbox<bool>();
        var started = new Mailbox<bool>();
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
            {
                plan.Host = o => o.Guard.Lease = TimeSpan.FromSeconds(1);
                plan.Endpoints = (_, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                            endpoint.Handler<Refund>(async context =>
                            {
                                started.Add(true);
                                var ended = new TaskCompletionSource();
                                await using var registration = context.CancellationToken.Register(ended.SetResult);
                                await ended.Task;
                                cancelled.Add(true);
                                context.CancellationToken.ThrowIfCancellationRequested();
                            })
                    );
            }
        );
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());
        await started.NextAsync();

        station.Store.Broken = true;

        Assert.True(await cancelled.NextAsync());
        station.Store.Broken = false;
    }
}
