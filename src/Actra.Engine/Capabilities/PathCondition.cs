using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>A payload whose path is a folder, or lies in it: <c>path_prefix</c>. For permissions <c>..</c> is followed, and every path of the payload counts.</summary>
internal sealed class PathCondition(string prefix) : ICondition
{
    private static readonly string[] Names = ["path", "file", "filepath", "filename", "target", "directory", "root"];

    private readonly PathPlace _prefix = PathPlace.Of(prefix);

    public string Key => "path_prefix";

    public Match Test(ActionFacts facts)
    {
        var plain = Names.Select(facts.Payload.At).FirstOrDefault(value => value is not null);
        var candidates = facts.Payload.Named(Names).Where(value => value.ValueKind != JsonValueKind.Object).ToList();
        if (plain is { } first && PythonText.Of(first).StartsWith(prefix, StringComparison.Ordinal))
        {
            return IsInside(first) && candidates.Where(IsPath).All(IsInside) ? Match.Sure : Match.Likely;
        }

        return plain is null || candidates.Any(MayBeInside) ? Match.Possible : Match.None;
    }

    private static bool IsPath(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString()!.AsSpan().IndexOfAny('/', '\\', '~') is var at
        && (at >= 0 || value.GetString()!.Trim() is "..");

    private bool IsInside(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && _prefix.Holds(PathPlace.Of(value.GetString()!), loosely: false);

    private bool MayBeInside(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && _prefix.Holds(PathPlace.Of(value.GetString()!), loosely: true);
}
