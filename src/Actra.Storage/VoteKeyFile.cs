using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actra.Approvals;
using Actra.Model;

namespace Actra.Storage;

/// <summary>
/// A file that says whose keys a host believes: public halves of people's keys with identity, roles and tenant, as <c>actra keys register</c> writes it. It
/// holds nothing secret; whoever can change it decides who may approve.
/// </summary>
public static class VoteKeyFile
{
    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nobody = new Dictionary<
        string,
        IReadOnlyList<string>
    >(StringComparer.Ordinal);

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>Reads the keys of a file.</summary>
    /// <exception cref="ActraException">The file cannot be read, or something in it is wrong; the message names its line and column.</exception>
    public static IReadOnlyList<VoteKey> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var json = File.ReadAllBytes(path);
            return new VoteKeyFileReader(path, json.AsSpan().StartsWith("\uFEFF"u8) ? json[3..] : json).Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ActraException($"the key file `{path}` cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Adds a key; makes the file where there is none. The file is replaced as a whole: whoever reads it sees it before or after.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">A public half that speaks for one identity.</param>
    /// <exception cref="ActraException">The key is there, or is none for such a file, or the file is wrong or cannot be written; it is as it was then.</exception>
    public static void Register(string path, VoteKey key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(key);
        var next = path + ".new";
        try
        {
            // Two at once: one makes this file, and the other is told.
            using var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write);
            try
            {
                var keys = File.Exists(path) ? Read(path) : [];
                if (keys.Any(other => string.Equals(other.KeyId, key.KeyId, StringComparison.Ordinal)))
                {
                    throw new ActraException($"`{path}` holds the key `{key.KeyId}` already");
                }

                var json = Write([.. keys, key]);
                new VoteKeyFileReader(path, json).Read();
                file.Write(json);
                file.Flush(flushToDisk: true);
                file.Close();
                File.Move(next, path, overwrite: true);
            }
            catch
            {
                file.Close();
                File.Delete(next);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = File.Exists(next)
                ? $"`{next}` is there: another registration is at work, or one was cut off, and then it can be deleted"
                : e.Message;
            throw new ActraException($"the key file `{path}` cannot be written: {why}", e);
        }
    }

    private static byte[] Write(IReadOnlyList<VoteKey> keys)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", VoteKeyFileReader.Version);
            writer.WriteStartArray("approvers");
            foreach (var key in keys)
            {
                Write(writer, key);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, VoteKey key)
    {
        if (key is not { PublicHalf: { } pem, Approvers.Count: 1 })
        {
            throw new ActraException($"the key `{key.KeyId}` is no public half of one person");
        }

        var (identity, roles) = key.Approvers.Single();
        writer.WriteStartObject();
        writer.WriteString("identity", identity);
        writer.WriteStartArray("roles");
        foreach (var role in roles)
        {
            writer.WriteStringValue(role);
        }

        writer.WriteEndArray();
        if (key.Tenant is { } tenant)
        {
            writer.WriteString("tenant", tenant);
        }

        writer.WriteString("key", key.KeyId);
        writer.WriteBase64String("public", Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]));
        writer.WriteEndObject();
    }
}
