using System.Text.Json;
using Actra.Guard;

namespace Actra.Capabilities;

/// <summary>The digest of an action: what an approval is bound to. It covers all that the event says, except for notes that differ from try to try.</summary>
internal static class ActionDigest
{
    private static readonly string[] Notes = ["latency_ms", "timestamp", "entry_hash", "signature"];

    public static string Of(ActionEvent action, string capability)
    {
        var metadata = action
            .Metadata.EnumerateObject()
            .Where(member => !Notes.Contains(member.Name, StringComparer.Ordinal))
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        var contents = JsonSerializer.SerializeToElement(
            new
            {
                actor = action.Actor,
                action = action.Action,
                resource = action.Resource,
                environment = action.Environment,
                level = action.Risk.Level,
                score = action.Risk.Score,
                context = action.Context,
                capability,
                metadata,
            }
        );
        return WorkDigest.OfJson(["capability-action"], contents);
    }
}
