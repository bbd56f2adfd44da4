using System.Text.Json;
using Actra.Guard;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>
/// The digest of a message: over the names of its types and its contents, not over its envelope, which a scheduled redelivery writes anew. An envelope that could be
/// read in two ways (its message stands in it twice) counts as bytes.
/// </summary>
internal static class MessageDigest
{
    private const string Envelope = "application/vnd.masstransit+json";
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 256 };

    public static string Of(ConsumeContext context) =>
        Of(
            context.SupportedMessageTypes,
            context.ReceiveContext.ContentType?.MediaType,
            context.ReceiveContext.Body.GetBytes()
        );

    public static string Of(IEnumerable<string> types, string? mediaType, byte[] body)
    {
        var isEnvelope = string.Equals(mediaType, Envelope, StringComparison.OrdinalIgnoreCase);
        if (isEnvelope || mediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true)
        {
            try
            {
                using var document = JsonDocument.Parse(body, s_json);
                if (!isEnvelope)
                {
                    return WorkDigest.OfJson(types, document.RootElement);
                }

                if (Message(document.RootElement) is { } message)
                {
                    return WorkDigest.OfJson(types, message);
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Half a surrogate pair is JSON, and no text.
                return WorkDigest.OfBytes(types, body);
            }
        }

        return WorkDigest.OfBytes(types, body);
    }

    private static JsonElement? Message(JsonElement envelope)
    {
        if (envelope.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement? found = null;
        foreach (var member in envelope.EnumerateObject())
        {
            if (member.Name.Equals("message", StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null)
                {
                    return null;
                }

                found = member.Value;
            }
        }

        return found;
    }
}
