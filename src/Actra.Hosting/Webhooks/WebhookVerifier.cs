using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Actra.Hosting;

/// <summary>
/// For receivers of webhooks: says whether a request comes from somebody who has the secret, is as it was sent, and was sent just now. It does not know which
/// ids were seen before: a receiver keeps them for as long as <see cref="Tolerance"/>, or deals with a repetition as with the first. Thread-safe.
/// </summary>
public sealed class WebhookVerifier
{
    /// <summary>The header with the notice's id, the same however often it is sent.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the attempt, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, with blanks between them.</summary>
    public const string SignatureHeader = "webhook-signature";

    private readonly List<WebhookSecret> _secrets = [];
    private readonly TimeProvider _clock;

    /// <summary>Creates a verifier.</summary>
    /// <param name="secrets">The secrets that are believed, while they change more than one: each <c>whsec_</c> and 24 to 64 bytes in base64.</param>
    /// <param name="tolerance">How far the time of an attempt may be from now, either way; five minutes where null.</param>
    /// <param name="clock">The clock; the system's where null.</param>
    /// <exception cref="ArgumentException">There is no secret, one cannot be read, or the tolerance is not more than zero.</exception>
    public WebhookVerifier(IReadOnlyList<string> secrets, TimeSpan? tolerance = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Count == 0)
        {
            throw new ArgumentException("a verifier needs at least one secret", nameof(secrets));
        }

        foreach (var text in secrets)
        {
            _secrets.Add(
                WebhookSecret.TryParse(text, out var secret, out var problem)
                    ? secret
                    : throw new ArgumentException($"a webhook's secret {problem}", nameof(secrets))
            );
        }

        Tolerance = tolerance ?? TimeSpan.FromMinutes(5);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, TimeSpan.Zero, nameof(tolerance));
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>How far the time of an attempt may be from now, either way.</summary>
    public TimeSpan Tolerance { get; }

    /// <summary>Says whether a request is to be believed. Takes the same time for every wrong signature.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it came: read it whole before anything reads it as JSON.</param>
    /// <param name="refusal">Why it is not to be believed.</param>
    public bool Verify(
        string? id,
        string? timestamp,
        string? signatures,
        ReadOnlySpan<byte> body,
        [NotNullWhen(false)] out string? refusal
    )
    {
        refusal =
            string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signatures)
                ? "a header is missing"
            : !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? "the time cannot be read"
            : (_clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance
                ? "it was sent too long ago, or in the future"
            : !IsSigned(id, timestamp, signatures, body) ? "no signature is right"
            : null;
        return refusal is null;
    }

    private bool IsSigned(string id, string timestamp, string signatures, ReadOnlySpan<byte> body)
    {
        Span<byte> claimed = stackalloc byte[32];
        var right = false;
        foreach (var secret in _secrets)
        {
            var mac = secret.Mac(id, timestamp, body);
            foreach (var part in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                right |=
                    part.StartsWith("v1,", StringComparison.Ordinal)
                    && Convert.TryFromBase64String(part[3..], claimed, out var length)
                    && length == claimed.Length
                    && CryptographicOperations.FixedTimeEquals(claimed, mac);
            }
        }

        return right;
    }
}
