namespace Actra.Approvals;

/// <summary>The work itself, as it came: what is sent again after approval.</summary>
/// <param name="Body">The bytes of the message.</param>
/// <param name="ContentType">Their content type.</param>
/// <param name="Headers">Transport headers by name.</param>
public sealed record WorkEnvelope(
    ReadOnlyMemory<byte> Body,
    string ContentType,
    IReadOnlyDictionary<string, string> Headers
);
