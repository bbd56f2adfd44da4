using Actra.TestSupport;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Actra.Workers.Tests;

/// <summary>A service of its own on the broker, whose queues are looked into, and removed afterwards.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private static readonly string[] s_endpoints = ["refund", "deploy", "delete-tenant"];

    private readonly string _service = $"workers-{Guid.NewGuid():N}"[..20];
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Broker(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    public string[] Options =>
        ["--transport", "rabbitmq", "--rabbitmq", Servers.Get(Servers.RabbitMq), "--service", _service];

    public static async Task<Broker> OpenAsync()
    {
        var factory = new ConnectionFactory { Uri = new Uri(Servers.Get(Servers.RabbitMq)) };
        var connection = await factory.CreateConnectionAsync();
        return new Broker(connection, await connection.CreateChannelAsync());
    }

    /// <summary>The ids of the messages on the fault queues.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(int expected)
    {
        var ids = new List<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            foreach (var endpoint in s_endpoints)
            {
                while (await _channel.BasicGetAsync($"{_service}-{endpoint}_fault", autoAck: true) is { } message)
                {
                    ids.Add(message.BasicProperties.MessageId!);
                }
            }
        } while (ids.Count < expected && await timer.WaitForNextTickAsync(limit.Token));

        return ids;
    }

    /// <summary>How many messages lie where a guard never puts any: in queues of errors and of what nobody consumed.</summary>
    public async Task<uint> CountElsewhereAsync()
    {
        var count = 0u;
        foreach (var queue in s_endpoints.SelectMany(name => new[] { $"{name}_error", $"{name}_skipped" }))
        {
            // A broker closes the channel that asks for a queue which is not there.
            await using var channel = await _connection.CreateChannelAsync();
            try
            {
                count += (await channel.QueueDeclarePassiveAsync($"{_service}-{queue}")).MessageCount;
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
            {
                // No such queue: nothing was ever moved there.
            }
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in s_endpoints.Select(name => $"{_service}-{name}").Append($"{_service}_actra_parking"))
        {
            foreach (var name in new[] { endpoint, endpoint + "_fault", endpoint + "_error", endpoint + "_skipped" })
            {
                await _channel.QueueDeleteAsync(name, ifUnused: false, ifEmpty: false);
                await _channel.ExchangeDeleteAsync(name, ifUnused: false);
            }
        }

        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
