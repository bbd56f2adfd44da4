using System.Buffers.Text;
using System.Globalization;
using Actra.Model;

namespace Actra.MassTransit;

/// <summary>
/// What the host says about a message that it sends back to its queue: when it first arrived (the age of an actor's signature is judged then) and how often it was set
/// aside. Signed, since a sender could write the header too.
/// </summary>
internal sealed record ReturnTicket(DateTimeOffset FirstSeen, int Deferrals)
{
    public string Encode(ActraKeyRing keys, string endpoint, string workId)
    {
        var signature = keys.Sign(ActraKeyPurpose.Parking, Statement(this, endpoint, workId));
        return string.Join(
            '~',
            FirstSeen.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            Deferrals.ToString(CultureInfo.InvariantCulture),
            keys.SigningKeyId,
            Base64Url.EncodeToString(signature)
        );
    }

    public static ReturnTicket? Verify(ActraKeyRing keys, string? text, string endpoint, string workId)
    {
        if (
            text?.Split('~') is not [var seen, var deferrals, .. var key, var signature]
            || !long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !int.TryParse(deferrals, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !Base64Url.IsValid(signature)
        )
        {
            return null;
        }

        var ticket = new ReturnTicket(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), count);
        return keys.Verify(
            ActraKeyPurpose.Parking,
            string.Join('~', key),
            Statement(ticket, endpoint, workId),
            Base64Url.DecodeFromChars(signature)
        )
            ? ticket
            : null;
    }

    private static ReadOnlySpan<byte> Statement(ReturnTicket ticket, string endpoint, string workId) =>
        new CanonicalWriter("actra/return/1")
            .Add(endpoint)
            .Add(workId)
            .Add(ticket.FirstSeen.ToUnixTimeMilliseconds())
            .Add((long)ticket.Deferrals)
            .Written;
}
