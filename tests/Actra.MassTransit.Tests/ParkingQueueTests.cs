using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Actra.TestSupport;
using MassTransit;
using MassTransit.Serialization;

namespace Actra.MassTransit.Tests;

/// <summary>The parking queue of a real RabbitMQ: what is believed of what lies on it, and what happens while the store is away.</summary>
public class ParkingQueueTests
{
    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_record_that_nobody_signed_is_refused_and_recorded()
    {
        await using var station = await Station.StartAsync(TestTransport.RabbitMq());
        var refused = await station.TakeFromAsync(station.Prefix + "_actra_parking_fault");
        var forged = await RecordAsync(station);

        await ParkAsync(station, forged, seal: null);

        var fault = await refused.NextAsync();
        Assert.Equal("parking_refused", fault.Headers[ActraHeaders.Code]);
        Assert.Contains("not signed", fault.Headers[ActraHeaders.Reason]);
        Assert.Equal(0, station.Store.Parked.Count);
        Assert.Single(await station.RecordsAsync(), record => record.Kind == AuditKind.Refused);
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_record_signed_with_another_key_or_altered_is_refused()
    {
        await using var station = await Station.StartAsync(TestTransport.RabbitMq());
        var refused = await station.TakeFromAsync(station.Prefix + "_actra_parking_fault");
        var record = await RecordAsync(station);
        var stranger = new ActraKeyRing(new KeyValuePair<string, byte[]>("k1", [.. Station.Key.Reverse()]));
        var host = new ActraKeyRing(new KeyValuePair<string, byte[]>("k1", Station.Key));

        await ParkAsync(station, record, ParkingSeal.Create(stranger, record.ToJson(), s_body));
        await ParkAsync(
            station,
            record with
            {
                Endpoint = "elsewhere",
            },
            ParkingSeal.Create(host, record.ToJson(), s_body)
        );
        await ParkAsync(station, record, ParkingSeal.Create(host, record.ToJson(), [1, 2, 3]));

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("altered", (await refused.NextAsync()).Headers[ActraHeaders.Reason]);
        }

        Assert.Equal(0, station.Store.Parked.Count);
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_record_of_another_store_is_refused_and_a_genuine_one_is_stored_once()
    {
        await using var station = await Station.StartAsync(TestTransport.RabbitMq());
        var refused = await station.TakeFromAsync(station.Prefix + "_actra_parking_fault");
        var record = await RecordAsync(station);
        var foreign = record with { StoreId = "another" };
        var host = new ActraKeyRing(new KeyValuePair<string, byte[]>("k1", Station.Key));

        await ParkAsync(station, foreign, ParkingSeal.Create(host, foreign.ToJson(), s_body));
        Assert.Contains("store `another`", (await refused.NextAsync()).Headers[ActraHeaders.Reason]);

        await ParkAsync(station, record, ParkingSeal.Create(host, record.ToJson(), s_body));
        await ParkAsync(station, record, ParkingSeal.Create(host, record.ToJson(), s_body));
        var first = await station.Store.Parked.NextAsync();
        var second = await station.Store.Parked.NextAsync();

        Assert.Equal((first.Id, first.Version), (second.Id, second.Version));
        Assert.Single(await station.Store.ListAsync(new ApprovalQuery(), CancellationToken.None));
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task While_the_store_is_away_messages_wait_on_the_queue()
    {
        await using var station = await Station.StartAsync(
            TestTransport.RabbitMq(),
            plan => plan.Options = o => o.StorePatience = TimeSpan.FromMilliseconds(300)
        );
        station.Store.Broken = true;
        await station.SendAsync(new Refund(10), send => send.Headers.Set("X-Order", "o-7"));
        Assert.Equal(10, await station.Handled.Refunds.NextAsync());
        station.Store.Broken = false;

        // Judged while the store answers, drained while it does not.
        station.Store.RefuseParking = true;
        await station.SendAsync(new Refund(500));
        for (var i = 0; i < 6; i++)
        {
            await station.Store.Refused.NextAsync();
        }

        station.Store.RefuseParking = false;

        Assert.Equal("large", (await station.Store.Parked.NextAsync()).Asked[0].RuleId);
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_moved_message_sheds_what_would_lose_it_or_copy_it()
    {
        await using var station = await Station.StartAsync(TestTransport.RabbitMq());
        var faults = await station.FaultsAsync();
        await station.SendAsync(
            new Refund(5000),
            send =>
            {
                var rabbit = (RabbitMqSendContext)send;
                rabbit.BasicProperties.UserId = "guest";
                send.TimeToLive = TimeSpan.FromHours(1);
                send.Headers.Set("X-Order", "o-7");
            }
        );

        var sent = await station.Tap.Arrived.NextAsync();
        var fault = await faults.NextAsync();

        Assert.Equal(("guest", "3600000"), (sent.Headers["(user-id)"], sent.Headers["(expiration)"]));
        Assert.Equal(("", ""), (fault.Headers["(user-id)"], fault.Headers["(expiration)"]));
        Assert.Equal("o-7", fault.Headers["X-Order"]);
    }

    [RequiresServerFact(Servers.RabbitMq)]
    public async Task A_queue_with_arguments_of_its_own_gets_its_messages_back()
    {
        await using var station = await Station.StartAsync(
            TestTransport.RabbitMq(),
            plan =>
                plan.Endpoints = (context, bus, queue) =>
                    ((IRabbitMqBusFactoryConfigurator)bus).ReceiveEndpoint(
                        queue,
                        (IRabbitMqReceiveEndpointConfigurator endpoint) =>
                        {
                            endpoint.SetQuorumQueue();
                            endpoint.ExchangeType = "direct";
                            endpoint.ConfigureConsumers(context);
                        }
                    )
        );
        await station.Bus.Publish(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        Assert.Equal(500, await station.Handled.Refunds.NextAsync());
        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
    }

    private static readonly byte[] s_body = "{}"u8.ToArray();

    private static async Task<ParkingRecord> RecordAsync(Station station)
    {
        var now = station.Clock.GetUtcNow();
        return new ParkingRecord
        {
            Service = station.Prefix,
            StoreId = await station.Store.InitializeAsync(CancellationToken.None),
            Endpoint = station.Queue,
            ContentType = "application/json",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal),
            Approval = new NewApproval
            {
                Work = new ApprovalWork(WorkKind.Message, station.Prefix, station.Queue, "m-1", "d-1"),
                Generation = 1,
                Asked =
                [
                    new AskedAction(
                        "refund",
                        "large",
                        "why not",
                        new ApprovalRequirement { Groups = [new ApprovalGroup(["finance"], 1)] },
                        new Dictionary<string, string>(StringComparer.Ordinal)
                    ),
                ],
                Requester = new ActorIdentity("mallory", "user", null, ActorSource.Signed),
                PolicyHash = "p",
                ParkedAt = now,
                ExpiresAt = now.AddHours(1),
            },
        };
    }

    private static async Task ParkAsync(Station station, ParkingRecord record, string? seal)
    {
        var endpoint = await station.Bus.GetSendEndpoint(new Uri($"queue:{station.Prefix}_actra_parking"));
        await endpoint.Send(
            new SerializedMessageBody(),
            Pipe.Execute<SendContext<SerializedMessageBody>>(send =>
                new WorkEnvelope(
                    s_body,
                    "application/json",
                    new Dictionary<string, string>(StringComparer.Ordinal)
                ).Fill(
                    send,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [ActraHeaders.Parking] = record.ToJson(),
                        [ActraHeaders.ParkingSeal] = seal ?? "k1~AAAA",
                    }
                )
            )
        );
    }
}
