using System.Globalization;
using System.Net.Mime;
using System.Text;
using Actra.Approvals;
using MassTransit;
using MassTransit.Serialization;

namespace Actra.MassTransit;

/// <summary>Turns a delivery into what a store keeps, and that into a message again.</summary>
internal static class DeliveryEnvelope
{
    /// <summary>Facts about the hand-over that are not part of the message, and what the guard writes anew each time.</summary>
    private static readonly HashSet<string> s_notKept = new(StringComparer.OrdinalIgnoreCase)
    {
        MessageHeaders.ContentType,
        "RabbitMQ-ExchangeName",
        "RabbitMQ-RoutingKey",
        "RabbitMQ-DeliveryTag",
        "RabbitMQ-ConsumerTag",
        "CC",
        "BCC",
        ActraHeaders.Approval,
        ActraHeaders.Returned,
        ActraHeaders.Parking,
        ActraHeaders.ParkingSeal,
    };

    public static WorkEnvelope Of(ReceiveContext delivery)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in delivery.TransportHeaders.GetAll())
        {
            if (!s_notKept.Contains(name) && Text(value) is { } text)
            {
                headers[name] = text;
            }
        }

        return new WorkEnvelope(delivery.Body.GetBytes(), delivery.ContentType?.ToString() ?? "", headers);
    }

    /// <summary>Makes the message that is sent be the kept one, byte for byte, with its headers and these.</summary>
    public static void Fill(
        this WorkEnvelope envelope,
        SendContext send,
        IReadOnlyDictionary<string, string> headers,
        string? messageId = null
    )
    {
        send.Serializer = new CopyBodySerializer(
            envelope.ContentType.Length == 0
                ? new ContentType("application/octet-stream")
                : new ContentType(envelope.ContentType),
            new BytesMessageBody(envelope.Body.ToArray())
        );
        foreach (var (name, value) in envelope.Headers)
        {
            if (name == MessageHeaders.MessageId)
            {
                messageId ??= value;
            }
            else if (name == MessageHeaders.CorrelationId)
            {
                send.CorrelationId = Guid.TryParse(value, out var id) ? id : null;
            }
            else
            {
                send.Headers.Set(name, value);
            }
        }

        foreach (var (name, value) in headers)
        {
            send.Headers.Set(name, value);
        }

        if (Guid.TryParse(messageId, out var original))
        {
            send.MessageId = original;
        }
    }

    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            Uri address => address.ToString(),
            DateTime or DateTimeOffset => string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            bool flag => flag ? bool.TrueString : bool.FalseString,
            _ => null,
        };
}
