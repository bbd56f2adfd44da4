using System.Globalization;
using System.Text;
using Actra.Testing;

namespace Actra.Hosting.Tests;

public class WebhookVerifierTests
{
    // The example that libraries of Standard Webhooks agree on.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Body = "{\"test\": 2432232314}";

    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(
        long.Parse(Timestamp, CultureInfo.InvariantCulture)
    );

    [Theory]
    [InlineData(Secret)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Signatures_are_those_of_other_libraries(string secret)
    {
        Assert.True(WebhookSecret.TryParse(secret, out var parsed, out _));
        Assert.Equal(Signature, parsed.Sign(Id, 1614265330, Encoding.UTF8.GetBytes(Body)));
        Assert.Null(Refusal(secret: secret));
    }

    [Theory]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,xyz v1a,abc " + Signature)]
    [InlineData(Signature + " v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=")]
    public void One_right_signature_among_others_is_enough(string signatures) =>
        Assert.Null(Refusal(signatures: signatures));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void What_lacks_a_header_is_refused(string? nothing)
    {
        var clock = new ManualTimeProvider(SentAt);
        var verifier = new WebhookVerifier([Secret], clock: clock);
        var body = Encoding.UTF8.GetBytes(Body);

        Assert.False(verifier.Verify(nothing, Timestamp, Signature, body, out var id));
        Assert.False(verifier.Verify(Id, nothing, Signature, body, out var time));
        Assert.False(verifier.Verify(Id, Timestamp, nothing, body, out var signature));
        Assert.Equal(["a header is missing", "a header is missing", "a header is missing"], [id, time, signature]);
    }

    [Theory]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ2OE=")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,")]
    [InlineData("v1,g0hM9SsE")]
    [InlineData("v1,no base64")]
    public void A_wrong_signature_is_refused(string signatures) =>
        Assert.Equal("no signature is right", Refusal(signatures: signatures));

    [Fact]
    public void What_was_changed_is_refused()
    {
        Assert.Equal("no signature is right", Refusal(id: "msg_other"));
        Assert.Equal("no signature is right", Refusal(timestamp: "1614265331"));
        Assert.Equal("no signature is right", Refusal(body: Body + " "));
        Assert.Equal("no signature is right", Refusal(secret: "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka"));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void What_is_old_or_from_the_future_is_refused(int seconds) =>
        Assert.Equal(
            "it was sent too long ago, or in the future",
            Refusal(now: SentAt + TimeSpan.FromSeconds(seconds))
        );

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public void Clocks_may_differ_by_five_minutes(int seconds) =>
        Assert.Null(Refusal(now: SentAt + TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("now")]
    [InlineData("-1614265330")]
    [InlineData("1614265330.0")]
    [InlineData("9223372036854775807")]
    public void A_time_that_cannot_be_read_is_refused(string timestamp) =>
        Assert.Equal("the time cannot be read", Refusal(timestamp: timestamp));

    [Theory]
    [InlineData("", "a webhook's secret is empty")]
    [InlineData("whsec_", "a webhook's secret is empty")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=", "a webhook's secret has 23 bytes; it must have 24 to 64")]
    [InlineData("whsec_not base64!", "a webhook's secret is not `whsec_` and at most 64 bytes in base64")]
    public void A_bad_secret_is_refused_without_being_repeated(string secret, string expected)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new WebhookVerifier([secret]));

        Assert.StartsWith(expected, refusal.Message);
    }

    private static string? Refusal(
        string secret = Secret,
        string id = Id,
        string timestamp = Timestamp,
        string signatures = Signature,
        string body = Body,
        DateTimeOffset? now = null
    )
    {
        var verifier = new WebhookVerifier([secret], clock: new ManualTimeProvider(now ?? SentAt));
        return verifier.Verify(id, timestamp, signatures, Encoding.UTF8.GetBytes(body), out var refusal)
            ? null
            : refusal;
    }
}
