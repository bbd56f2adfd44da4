using System.Text;
using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>Copies metadata, so that nobody changes it later, and refuses what could not be judged: too much of it, too deep, no valid text, a name given twice.</summary>
internal static class MetadataCopy
{
    private const int MostBytes = 1024 * 1024;
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = Deepest,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="ActionEventException">It is refused.</exception>
    public static JsonElement Of(JsonElement metadata)
    {
        var text = metadata.GetRawText();
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            throw new ActionEventException($"metadata must be at most {MostBytes} bytes");
        }

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            Read(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ActionEventException(
                $"metadata must be completely JSON-serializable for replay stability: {e.Message}",
                e
            );
        }
    }

    /// <summary>Reads every text once: half a surrogate pair is none.</summary>
    private static void Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Read(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Read(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
