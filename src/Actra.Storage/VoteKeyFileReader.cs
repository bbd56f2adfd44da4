using System.Text;
using System.Text.Json;
using Actra.Approvals;
using Actra.Model;

namespace Actra.Storage;

/// <summary>Reads a file of approvers' keys. Every mistake has its place; what is not known is a mistake.</summary>
internal sealed class VoteKeyFileReader(string path, byte[] json)
{
    public const int Version = 1;

    private static readonly string[] FileMembers = ["version", "approvers"];
    private static readonly string[] ApproverMembers = ["identity", "roles", "tenant", "key", "public"];

    /// <exception cref="ActraException">Something is wrong.</exception>
    public IReadOnlyList<VoteKey> Read()
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            var keys = File(ref reader);
            reader.Read();
            return keys;
        }
        catch (JsonException e)
        {
            throw new ActraException(
                $"{path}({e.LineNumber + 1},{e.BytePositionInLine + 1}): {e.Message.Split(" LineNumber:", 2)[0]}",
                e
            );
        }
    }

    private List<VoteKey> File(ref Utf8JsonReader reader)
    {
        Expect(reader, JsonTokenType.StartObject, "a file of keys is an object");
        var (start, seen) = (reader.TokenStartIndex, new HashSet<string>(StringComparer.Ordinal));
        var keys = new List<VoteKey>();
        while (Next(ref reader, seen, FileMembers) is { } member)
        {
            if (member == "version")
            {
                if (
                    reader.TokenType != JsonTokenType.Number
                    || !reader.TryGetInt32(out var version)
                    || version != Version
                )
                {
                    throw Wrong(reader.TokenStartIndex, $"`version` is {Version}");
                }
            }
            else
            {
                Expect(reader, JsonTokenType.StartArray, "`approvers` is a list");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    keys.Add(Approver(ref reader, keys));
                }
            }
        }

        Require(start, seen, "version", "approvers");
        return keys;
    }

    private VoteKey Approver(ref Utf8JsonReader reader, List<VoteKey> before)
    {
        Expect(reader, JsonTokenType.StartObject, "an approver is an object");
        var (start, seen) = (reader.TokenStartIndex, new HashSet<string>(StringComparer.Ordinal));
        var (keyAt, publicAt) = (start, start);
        var (identity, tenant, id, half) = ("", (string?)null, "", "");
        List<string> roles = [];
        while (Next(ref reader, seen, ApproverMembers) is { } member)
        {
            switch (member)
            {
                case "identity":
                    identity = Text(reader, member);
                    break;
                case "tenant":
                    tenant = Text(reader, member);
                    break;
                case "key":
                    (keyAt, id) = (reader.TokenStartIndex, Text(reader, member));
                    break;
                case "public":
                    (publicAt, half) = (reader.TokenStartIndex, Text(reader, member));
                    break;
                default:
                    roles = Roles(ref reader);
                    break;
            }
        }

        Require(start, seen, "identity", "roles", "key", "public");
        var key = Key(half, publicAt, identity, roles) with { Tenant = tenant };
        if (!string.Equals(key.KeyId, id, StringComparison.Ordinal))
        {
            throw Wrong(keyAt, $"`{id}` is not the id of this public half, which is `{key.KeyId}`");
        }

        return before.Any(other => string.Equals(other.KeyId, id, StringComparison.Ordinal))
            ? throw Wrong(keyAt, $"the key `{id}` stands twice")
            : key;
    }

    private VoteKey Key(string half, long at, string identity, List<string> roles)
    {
        try
        {
            return VoteKey.FromPublicKey(
                half.Contains("-----", StringComparison.Ordinal)
                    ? half
                    : $"-----BEGIN PUBLIC KEY-----\n{half}\n-----END PUBLIC KEY-----",
                new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [identity] = roles }
            );
        }
        catch (ArgumentException e)
        {
            throw Wrong(at, $"`public`: {e.Message}");
        }
    }

    private List<string> Roles(ref Utf8JsonReader reader)
    {
        Expect(reader, JsonTokenType.StartArray, "`roles` is a list");
        var roles = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var role = Text(reader, "roles");
            if (roles.Contains(role, StringComparer.Ordinal))
            {
                throw Wrong(reader.TokenStartIndex, $"the role `{role}` stands twice");
            }

            roles.Add(role);
        }

        return roles;
    }

    /// <summary>Goes to the value of the next member; null where there is none.</summary>
    private string? Next(ref Utf8JsonReader reader, HashSet<string> seen, string[] known)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var name = Value(reader);
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            throw Wrong(reader.TokenStartIndex, $"unknown key `{name}`; known are {string.Join(", ", known)}");
        }

        if (!seen.Add(name))
        {
            throw Wrong(reader.TokenStartIndex, $"`{name}` stands twice");
        }

        reader.Read();
        return name;
    }

    private string Text(in Utf8JsonReader reader, string member)
    {
        Expect(reader, JsonTokenType.String, $"`{member}` holds text");
        return Value(reader) is var text && string.IsNullOrWhiteSpace(text)
            ? throw Wrong(reader.TokenStartIndex, $"a text of `{member}` is empty")
            : text;
    }

    private string Value(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(reader.TokenStartIndex, "the text is no Unicode");
        }
    }

    private void Require(long start, HashSet<string> seen, params string[] members)
    {
        if (members.FirstOrDefault(member => !seen.Contains(member)) is { } missing)
        {
            throw Wrong(start, $"`{missing}` is missing");
        }
    }

    private void Expect(in Utf8JsonReader reader, JsonTokenType type, string message)
    {
        if (reader.TokenType != type)
        {
            throw Wrong(reader.TokenStartIndex, message);
        }
    }

    private ActraException Wrong(long at, string message)
    {
        var before = Encoding.UTF8.GetString(json, 0, (int)at);
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return new ActraException($"{path}({line},{column}): {message}");
    }
}
