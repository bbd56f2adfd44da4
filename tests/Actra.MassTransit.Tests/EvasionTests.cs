using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Actra.Guard;
using MassTransit;
using MassTransit.Serialization;

namespace Actra.MassTransit.Tests;

/// <summary>Ways to have a handler run that the guard did not let run.</summary>
public class EvasionTests
{
    private Mailbox<decimal> Seen { get; } = new();

    [Fact]
    public async Task Raw_json_that_names_no_type_is_judged()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
                plan.Endpoints = (context, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                        {
                            endpoint.UseRawJsonDeserializer(RawSerializerOptions.All, isDefault: true);
                            endpoint.ConfigureConsumers(context);
                        }
                    )
        );
        var faults = await station.FaultsAsync();

        await SendRawAsync(station, """{"amount":5000}""");

        Assert.Equal("blocked", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(0, station.Handled.Refunds.Count);
    }

    [Fact]
    public async Task An_endpoint_that_could_not_be_connected_leaves_the_one_of_its_name_guarded()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var faults = await station.FaultsAsync();
        try
        {
            station.Bus.ConnectReceiveEndpoint(station.Queue, _ => { });
        }
        catch (ConfigurationException) { }

        await station.SendAsync(new Refund(5000));

        Assert.Equal("blocked", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(0, station.Handled.Refunds.Count);
    }

    [Fact]
    public async Task A_consumer_of_any_json_is_guarded()
    {
        await using var station = await Station.StartAsync(
            TestTransport.InMemory(),
            plan =>
            {
                plan.Options = o => o.Map<JsonObject>("refund", map => map.Field("amount", m => Amount(m)));
                plan.Endpoints = (_, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                            endpoint.Handler<JsonObject>(context =>
                            {
                                Seen.Add(Amount(context.Message));
                                return Task.CompletedTask;
                            })
                    );
            }
        );
        var faults = await station.FaultsAsync();

        await station.SendAsync(new Refund(5000));

        Assert.Equal("blocked", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(0, Seen.Count);
    }

    [Fact]
    public async Task A_handler_connected_behind_the_guard_runs_nothing()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var handle = station.Bus.ConnectReceiveEndpoint(station.Prefix + "-late", _ => { });
        var ready = await handle.Ready;
        var skipped = await station.TakeFromAsync(station.Prefix + "-late_skipped");
        ready.ReceiveEndpoint.ConnectHandler<Refund>(context =>
        {
            Seen.Add(context.Message.Amount);
            return Task.CompletedTask;
        });
        var endpoint = await station.Bus.GetSendEndpoint(new Uri($"queue:{station.Prefix}-late"));
        await endpoint.Send(new Refund(5000));

        await skipped.NextAsync();
        Assert.Equal(0, Seen.Count);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_message_is_no_way_past()
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var faults = await station.FaultsAsync();
        await SendAsync(station, """{"amount":500,"note":"\uD800"}""", "\"x\":1");

        Assert.Equal("actor_unverified", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
    }

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("[1]")]
    [InlineData("5")]
    public async Task A_header_of_another_type_is_no_seal(string header)
    {
        await using var station = await Station.StartAsync(TestTransport.InMemory());
        var faults = await station.FaultsAsync();
        await SendAsync(station, """{"amount":500}""", "\"headers\":{\"MT-Actra-Actor\":" + header + "}");
        Assert.Equal("actor_unverified", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
    }

    private static decimal Amount(JsonObject message) =>
        decimal.Parse(message["amount"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static Task SendRawAsync(Station station, string body) => PostAsync(station, body, "application/json");

    private static Task SendAsync(Station station, string message, string more) =>
        PostAsync(
            station,
            "{\"messageId\":\""
                + NewId.NextGuid()
                + "\",\"messageType\":[\""
                + MessageUrn.ForTypeString<Refund>()
                + "\"],\"message\":"
                + message
                + ","
                + more
                + "}",
            "application/vnd.masstransit+json"
        );

    private static async Task PostAsync(Station station, string body, string contentType)
    {
        var endpoint = await station.Bus.GetSendEndpoint(new Uri("queue:" + station.Queue));
        await endpoint.Send(
            new SerializedMessageBody(),
            Pipe.Execute<SendContext<SerializedMessageBody>>(send =>
                send.Serializer = new CopyBodySerializer(
                    new ContentType(contentType),
                    new BytesMessageBody(Encoding.UTF8.GetBytes(body))
                )
            )
        );
    }
}
