using System.Security.Cryptography;
using Actra.Model;

namespace Actra.Approvals;

/// <summary>The ids of requests: derived from the work, so that two copies of one parking record name one request.</summary>
public static class ApprovalId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary><c>apr_</c> and 32 characters of base32 over SHA-256 of the work's key and the generation.</summary>
    /// <param name="workKey">The work's key.</param>
    /// <param name="generation">The how-many-th request for this work it is, from 1.</param>
    public static string For(string workKey, int generation)
    {
        var hash = SHA256.HashData(new CanonicalWriter("actra/approval/1").Add(workKey).Add((long)generation).Written);
        return string.Create(
            36,
            hash,
            static (text, bytes) =>
            {
                "apr_".CopyTo(text);
                for (var i = 0; i < 32; i++)
                {
                    var bit = i * 5;
                    var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
                    text[4 + i] = Alphabet[(pair >> (11 - bit % 8)) & 31];
                }
            }
        );
    }
}
