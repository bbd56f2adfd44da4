using System.Text.Json;

namespace Actra.Conformance;

/// <summary>Runs a case in the format of CapFence's vectors.</summary>
internal static class CapFenceVectors
{
    /// <summary>True where the file's first case has the shape of this format.</summary>
    public static bool Reads(JsonElement first) =>
        first.TryGetProperty("kind", out _) && first.TryGetProperty("event", out _);

    public static CaseResult Run(string file, JsonElement @case)
    {
        var name = @case.GetProperty("name").GetString()!;
        CapFenceAnswer answer;
        try
        {
            answer = Answer(@case);
        }
        catch (Exception e)
        {
            answer = CapFenceAnswer.More($"{e.GetType().Name}: {e.Message}");
        }

        if (answer.Difference is null)
        {
            return new CaseResult(file, name, CaseOutcome.Passed);
        }

        // An error that comes earlier, or a denial in its place, is excused without a mark: nothing runs either way.
        var excused = IsMarked(@case) || answer.Why == CapFenceDeviations.Raised;
        var why = excused && !answer.PermitsMore ? answer.Why ?? CapFenceDeviations.Marked : null;
        return why is null
            ? new CaseResult(file, name, CaseOutcome.Failed, answer.Difference)
            : new CaseResult(file, name, CaseOutcome.Skipped, CapFenceDeviations.All[why]);
    }

    private static CapFenceAnswer Answer(JsonElement @case) =>
        @case.GetProperty("kind").GetString() switch
        {
            "event_ok" => CapFenceEvents.Accepted(@case),
            "event_error" => CapFenceEvents.Refused(@case),
            "capability_parse" => CapFenceCapabilities.Parsed(@case),
            "capability_match" => CapFenceCapabilities.Matched(@case),
            "policy_error" => CapFencePolicies.Refused(@case),
            "policy_eval" => CapFencePolicies.Judged(@case),
            "decision" or "confidence" or "execute_error" => CapFenceExecutions.Executed(@case),
            var kind => CapFenceAnswer.More($"there is no kind `{kind}`"),
        };

    /// <summary>Marked as a weakness, or at odds with what CapFence itself documents.</summary>
    private static bool IsMarked(JsonElement @case) =>
        IsTrue(@case, "quirk") || IsTrue(@case, "security") || @case.TryGetProperty("documented_expect", out _);

    private static bool IsTrue(JsonElement @case, string name) =>
        @case.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
