using System.Buffers;
using System.Text.Json;
using Actra.Model;

namespace Actra.Guard;

/// <summary>
/// The digest of a piece of work: what an approval is bound to. Version 1: SHA-256 over the sorted contract names and the canonical JSON of the contents.
/// Canonical JSON sorts the members of objects ordinally and drops white space; number tokens are kept as written, since canonical JSON by doubles
/// would give two large integers one digest. An object with names that differ only in case keeps its order.
/// </summary>
public static class WorkDigest
{
    /// <summary>The digest of JSON contents.</summary>
    /// <param name="contracts">The names of the contracts: message type URNs, or a job's type and method.</param>
    /// <param name="contents">The contents.</param>
    public static string OfJson(IEnumerable<string> contracts, JsonElement contents)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = 256 }))
        {
            Write(writer, contents);
        }

        return Seal("json", contracts, buffer.WrittenSpan);
    }

    /// <summary>The digest of contents that are not JSON: their bytes as they are.</summary>
    public static string OfBytes(IEnumerable<string> contracts, ReadOnlySpan<byte> contents) =>
        Seal("bytes", contracts, contents);

    private static string Seal(string form, IEnumerable<string> contracts, ReadOnlySpan<byte> contents)
    {
        var text = new CanonicalWriter("actra/digest/1").Add(form);
        foreach (var contract in contracts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Add(contract);
        }

        return text.Add("contents").Add(contents).Hash();
    }

    /// <summary>
    /// Sorted, but where names differ only in case: readers that ignore case take the last of them, so their order says what the contents are.
    /// </summary>
    private static IEnumerable<JsonProperty> Members(JsonElement element)
    {
        var members = element.EnumerateObject().ToList();
        return members.DistinctBy(member => member.Name, StringComparer.OrdinalIgnoreCase).Count() == members.Count
            ? members.OrderBy(member => member.Name, StringComparer.Ordinal)
            : members;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in Members(element))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
            case JsonValueKind.True:
            case JsonValueKind.False:
                writer.WriteBooleanValue(element.GetBoolean());
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
