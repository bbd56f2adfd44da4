using System.Text.Json;
using System.Text.Json.Serialization;
using Actra.Approvals;
using Actra.Resolution;

namespace Actra.MassTransit;

/// <summary>
/// What stands beside a message on the parking queue: everything that goes into the store but the body. The message's own headers stand in it too, so that the
/// seal covers them.
/// </summary>
internal sealed record ParkingRecord
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public int Format { get; init; } = 1;

    public required string Service { get; init; }

    public required string StoreId { get; init; }

    public required string Endpoint { get; init; }

    public required string ContentType { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The message's own id, if it has one.</summary>
    public string? WorkId { get; init; }

    /// <summary>Set where the message waits for approval.</summary>
    public NewApproval? Approval { get; init; }

    /// <summary>Set where the message is to be looked at again.</summary>
    public Deferral? Deferral { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads a record whose seal has been verified.</summary>
    /// <exception cref="JsonException">It is of another format.</exception>
    public static ParkingRecord FromJson(string text)
    {
        var record = JsonSerializer.Deserialize<ParkingRecord>(text, s_json) ?? throw new JsonException("it is null");
        return record.Format == 1 && record.Approval is null != record.Deferral is null
            ? record
            : throw new JsonException($"format {record.Format} is unknown here");
    }

    public WorkEnvelope ToEnvelope(ReadOnlyMemory<byte> body) => new(body, ContentType, Headers);

    public DeferredWork ToDeferredWork(ReadOnlyMemory<byte> body) =>
        new(
            Deferral!.Id,
            Service,
            WorkKind.Message,
            Endpoint,
            ToEnvelope(body),
            Deferral.DueAt,
            Deferral.Attempt,
            Deferral.Reason
        );
}
