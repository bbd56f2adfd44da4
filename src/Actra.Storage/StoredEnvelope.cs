using Actra.Approvals;

namespace Actra.Storage;

/// <summary>A row of parked work. Content type and headers stand in old rows only, whose body is the bare one: where the headers are empty, the body holds all.</summary>
internal sealed class StoredEnvelope
{
    public string ContentType { get; init; } = "";

    public string Headers { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public static StoredEnvelope Write(EnvelopeCodec codec, string id, WorkEnvelope envelope) =>
        new() { Body = codec.Write(EnvelopeCodec.OfApproval(id), envelope) };

    /// <param name="codec">Reads bodies.</param>
    /// <param name="id">The request.</param>
    /// <param name="contentType">How old rows of this database hold their content type.</param>
    /// <exception cref="Model.ActraException">The row's bytes are not what was written for it, or cannot be decrypted.</exception>
    public WorkEnvelope Read(EnvelopeCodec codec, string id, Func<string, string> contentType) =>
        Headers.Length == 0
            ? codec.Read(EnvelopeCodec.OfApproval(id), Body)
            : new WorkEnvelope(Body, contentType(ContentType), StoredJson.Read<Dictionary<string, string>>(Headers));
}
