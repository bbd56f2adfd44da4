using System.Text;
using Actra.Model;

namespace Actra.MassTransit.Tests;

public class DigestTests
{
    private const string Envelope = "application/vnd.masstransit+json";

    [Fact]
    public void The_envelope_around_a_message_does_not_matter()
    {
        Assert.Equal(
            Of("""{"messageId":"1","message":{"amount":5,"account":"a"}}"""),
            Of("""{"sentTime":"x","message":{ "account":"a", "amount":5 }}""")
        );
    }

    [Fact]
    public void Contents_and_types_matter()
    {
        var one = Of("""{"message":{"amount":5}}""");

        Assert.NotEqual(one, Of("""{"message":{"amount":5.0}}"""));
        Assert.NotEqual(
            one,
            MessageDigest.Of(["urn:message:Other"], Envelope, Encoding.UTF8.GetBytes("""{"message":{"amount":5}}"""))
        );
    }

    [Theory]
    [InlineData("""{"message":{"amount":5},"message":{"amount":500}}""")]
    [InlineData("""{"message":{"amount":5},"Message":{"amount":500}}""")]
    [InlineData("""{"MESSAGE":{"amount":500},"message":{"amount":5}}""")]
    public void An_envelope_with_two_messages_has_the_digest_of_neither(string body)
    {
        Assert.NotEqual(Of("""{"message":{"amount":5}}"""), Of(body));
        Assert.NotEqual(Of("""{"message":{"amount":500}}"""), Of(body));
    }

    [Fact]
    public void Names_that_differ_in_case_make_their_order_matter()
    {
        // The handler's reader ignores case and takes the last of them.
        Assert.NotEqual(
            Of("""{"message":{"Amount":900,"amount":200}}"""),
            Of("""{"message":{"amount":200,"Amount":900}}""")
        );
        Assert.NotEqual(
            Of("""{"message":{"lines":[{"Amount":900,"amount":200}]}}"""),
            Of("""{"message":{"lines":[{"amount":200,"Amount":900}]}}""")
        );
    }

    [Fact]
    public void A_ticket_holds_for_its_message_and_queue_only()
    {
        var keys = new ActraKeyRing(new KeyValuePair<string, byte[]>("k~1", Station.Key));
        var ticket = new ReturnTicket(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), 3);
        var text = ticket.Encode(keys, "refunds", "m-1");

        Assert.Equal(ticket, ReturnTicket.Verify(keys, text, "refunds", "m-1"));
        Assert.Null(ReturnTicket.Verify(keys, text, "refunds", "m-2"));
        Assert.Null(ReturnTicket.Verify(keys, text, "payouts", "m-1"));
        Assert.Null(ReturnTicket.Verify(keys, text.Replace("~3~", "~0~", StringComparison.Ordinal), "refunds", "m-1"));
        Assert.Null(ReturnTicket.Verify(keys, "x", "refunds", "m-1"));
        Assert.Null(ReturnTicket.Verify(keys, null, "refunds", "m-1"));
    }

    private static string Of(string body) =>
        MessageDigest.Of(["urn:message:Refund"], Envelope, Encoding.UTF8.GetBytes(body));
}
