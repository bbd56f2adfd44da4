using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Actra.Hosting;

/// <summary>A secret that sender and receiver share, as Standard Webhooks writes it, and the signatures it makes: https://www.standardwebhooks.com.</summary>
internal sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Shortest = 24;
    private const int Longest = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <param name="text">The secret; the prefix may be missing.</param>
    /// <param name="secret">The secret that was read.</param>
    /// <param name="problem">What is wrong with it; the text itself is never in it.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out WebhookSecret? secret,
        [NotNullWhen(false)] out string? problem
    )
    {
        secret = null;
        problem = null;
        var base64 = text?.StartsWith(Prefix, StringComparison.Ordinal) == true ? text[Prefix.Length..] : text;
        var key = new byte[Longest + 1];
        if (string.IsNullOrEmpty(base64))
        {
            problem = "is empty";
        }
        else if (!Convert.TryFromBase64String(base64, key, out var length))
        {
            problem = $"is not `{Prefix}` and at most {Longest} bytes in base64";
        }
        else if (length is < Shortest or > Longest)
        {
            problem = $"has {length} bytes; it must have {Shortest} to {Longest}";
        }
        else
        {
            secret = new WebhookSecret(key[..length]);
        }

        return problem is null;
    }

    /// <summary>One signature, with its version: <c>v1,</c> and HMAC-SHA-256 in base64 over id, time and body, with full stops between them.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(Mac(id, timestamp.ToString(CultureInfo.InvariantCulture), body));

    public byte[] Mac(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
