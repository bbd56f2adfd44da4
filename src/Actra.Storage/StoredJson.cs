using System.Text.Json;
using System.Text.Json.Serialization;
using Actra.Approvals;
using Actra.Audit;

namespace Actra.Storage;

/// <summary>The JSON in which documents are stored. What can be computed is not stored.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("a document is null");

    public static ApprovalRequest Request(string document) => Read<ApprovalRequest>(document);

    /// <summary>Reads an entry. A text that is not exactly what would be written for it was touched by somebody.</summary>
    public static AuditEntry Entry(long sequence, string? json)
    {
        try
        {
            var entry = Read<AuditEntry>(json ?? "null");
            return string.Equals(Write(entry), json, StringComparison.Ordinal)
                ? entry
                : throw new AuditUnreadableException(
                    sequence,
                    $"record {sequence} is not in the form that the log writes"
                );
        }
        catch (JsonException e)
        {
            throw new AuditUnreadableException(sequence, $"record {sequence} cannot be read", e);
        }
    }
}
