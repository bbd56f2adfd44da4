using System.Text.Json;
using Actra.Capabilities;

namespace Actra.Conformance;

/// <summary>Cases about what an event may say.</summary>
internal static class CapFenceEvents
{
    public static CapFenceAnswer Accepted(JsonElement @case)
    {
        ActionEvent action;
        try
        {
            action = ActionEvent.FromJson(@case.GetProperty("event"));
        }
        catch (ActionEventException e)
        {
            return CapFenceAnswer.Refused($"expected an event, got `{e.Message}`", CapFenceDeviations.Event);
        }

        foreach (var expected in @case.GetProperty("expect").EnumerateObject())
        {
            var actual = Member(action, expected.Name);
            if (!Same(expected.Value, actual))
            {
                return CapFenceAnswer.More($"{expected.Name}: expected {expected.Value.GetRawText()}, got {actual}");
            }
        }

        return CapFenceAnswer.Same;
    }

    public static CapFenceAnswer Refused(JsonElement @case)
    {
        var expected = @case.GetProperty("expect").TryGetProperty("message_contains", out var text)
            ? text.GetString()!
            : "";
        try
        {
            ActionEvent.FromJson(@case.GetProperty("event"));
            return CapFenceAnswer.More($"expected the error `{expected}`, got an event");
        }
        catch (ActionEventException e)
        {
            return e.Message.Contains(expected, StringComparison.Ordinal)
                ? CapFenceAnswer.Same
                : CapFenceAnswer.Refused(
                    $"expected the error `{expected}`, got `{e.Message}`",
                    CapFenceDeviations.Event
                );
        }
    }

    private static object? Member(ActionEvent action, string name) =>
        name switch
        {
            "actor" => action.Actor,
            "action" => action.Action,
            "resource" => action.Resource,
            "environment" => action.Environment,
            "risk" => (object?)action.Risk.Level ?? action.Risk.Score,
            "confidence" => action.Risk.Value,
            "metadata" => action.Metadata,
            _ => null,
        };

    private static bool Same(JsonElement expected, object? actual) =>
        actual switch
        {
            string text => expected.ValueKind == JsonValueKind.String && expected.GetString() == text,
            double number => expected.ValueKind switch
            {
                JsonValueKind.Number => expected.GetDouble().Equals(number),
                JsonValueKind.True => number.Equals(1),
                JsonValueKind.False => number.Equals(0),
                _ => false,
            },
            JsonElement element => JsonElement.DeepEquals(expected, element),
            _ => false,
        };
}
