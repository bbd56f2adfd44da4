using System.Text.Json;

namespace Actra.Conformance;

/// <summary>Reads a case in the format of CapFence's vectors. The capability API is not part of this build yet, so each case is skipped by name.</summary>
internal static class CapFenceVectors
{
    /// <summary>True where the file's first case has the shape of this format.</summary>
    public static bool Reads(JsonElement first) =>
        first.TryGetProperty("kind", out _) && first.TryGetProperty("event", out _);

    public static CaseResult Run(string file, JsonElement @case)
    {
        var name = @case.GetProperty("name").GetString()!;
        var kind = @case.GetProperty("kind").GetString();
        return new CaseResult(file, name, CaseOutcome.Skipped, $"capability policies ({kind}) are not there yet");
    }
}
