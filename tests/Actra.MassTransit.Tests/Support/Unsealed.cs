using System.Net.Mime;
using MassTransit;

namespace Actra.MassTransit.Tests;

/// <summary>Sends as one who has no key.</summary>
internal static class Unsealed
{
    public static void Send(SendContext send) =>
        send.Serializer = send.Serialization.GetMessageSerializer(new ContentType("application/vnd.masstransit+json"));
}
