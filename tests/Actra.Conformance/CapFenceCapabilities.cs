using System.Text.Json;
using Actra.Capabilities;

namespace Actra.Conformance;

/// <summary>Cases about capabilities by themselves.</summary>
internal static class CapFenceCapabilities
{
    public static CapFenceAnswer Parsed(JsonElement @case)
    {
        var input = @case.GetProperty("input");
        var expect = @case.GetProperty("expect");
        var expected = expect.TryGetProperty("error", out _)
            ? "an error"
            : string.Join(" | ", Part(expect, "resource"), Part(expect, "action"), Part(expect, "scope"));
        try
        {
            var parsed = Capability.Parse(input.ValueKind == JsonValueKind.String ? input.GetString() : null);
            var actual = string.Join(" | ", parsed.Resource, parsed.Action, parsed.Scope);
            return actual == expected ? CapFenceAnswer.Same : CapFenceAnswer.More($"expected {expected}, got {actual}");
        }
        catch (FormatException e)
        {
            return
                expected == "an error" && e.Message.Contains(Part(expect, "message_contains"), StringComparison.Ordinal)
                ? CapFenceAnswer.Same
                : CapFenceAnswer.Refused($"expected {expected}, got `{e.Message}`", CapFenceDeviations.Parse);
        }
    }

    public static CapFenceAnswer Matched(JsonElement @case)
    {
        var input = @case.GetProperty("input");
        var expected = @case.GetProperty("expect").GetProperty("matches").GetBoolean();
        var actual =
            Capability.TryParse(input.GetProperty("granted").GetString(), out var granted)
            && Capability.TryParse(input.GetProperty("required").GetString(), out var required)
            && granted.Matches(required);
        return actual == expected
            ? CapFenceAnswer.Same
            : new CapFenceAnswer($"expected {expected}, got {actual}", PermitsMore: actual, CapFenceDeviations.Parse);
    }

    private static string Part(JsonElement expect, string name) =>
        expect.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
