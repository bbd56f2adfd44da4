using Actra.Model;
using Actra.Resolution;
using MassTransit;

namespace Actra.MassTransit.Tests;

public class ActorTests
{
    [Fact]
    public async Task The_actor_named_for_one_message_asks_for_it()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());

        await station.SendAsync(new Refund(500), send => send.SetActraActor(Actor.Of("bob", "agent", tenant: "north")));

        Assert.Equal(
            new ActorIdentity("bob", "agent", "north", ActorSource.Signed),
            (await station.Store.Parked.NextAsync()).Requester
        );
    }

    [Fact]
    public async Task Published_messages_are_sealed_too()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());

        await station.Bus.Publish(new Refund(500));

        Assert.Equal("alice", (await station.Store.Parked.NextAsync()).Requester.Id);
    }

    [Fact]
    public async Task A_message_that_nobody_sends_is_not_sent()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());

        var problem = await Assert.ThrowsAnyAsync<Exception>(() =>
            station.SendAsync(new Refund(10), send => send.SetActraActor(Actor.Anonymous))
        );

        Assert.Contains("is sent for nobody", problem.ToString());
    }

    [Fact]
    public async Task A_seal_proves_nothing_about_other_contents()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var faults = await station.FaultsAsync();
        var id = await station.SendAsync(new Refund(10));
        var genuine = await station.Tap.Arrived.NextAsync();

        await station.SendAsync(
            new Refund(500),
            send =>
            {
                send.MessageId = id;
                Unsealed.Send(send);
                send.Headers.Set(ActraHeaders.Actor, genuine.Headers[ActraHeaders.Actor]);
            }
        );

        Assert.Equal("actor_unverified", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
    }

    [Fact]
    public async Task A_seal_that_is_too_old_proves_nothing_even_with_a_ticket_of_the_senders_own()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan => plan.Options = o => o.ActorMaxAge = TimeSpan.FromMinutes(5)
        );
        var faults = await station.FaultsAsync();
        var id = await station.SendAsync(new Refund(10));
        await station.Handled.Refunds.NextAsync();
        var genuine = await station.Tap.Arrived.NextAsync();
        var seen = station.Clock.GetUtcNow();
        station.Clock.Advance(TimeSpan.FromHours(1));
        var forger = new ActraKeyRing(new KeyValuePair<string, byte[]>("k1", [.. Station.Key.Reverse()]));

        await station.SendAsync(
            new Refund(500),
            send =>
            {
                send.MessageId = id;
                Unsealed.Send(send);
                send.Headers.Set(ActraHeaders.Actor, genuine.Headers[ActraHeaders.Actor]);
                send.Headers.Set(
                    ActraHeaders.Returned,
                    new ReturnTicket(seen, 0).Encode(forger, station.Queue, id.ToString())
                );
            }
        );

        Assert.Equal("actor_unverified", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
    }
}
