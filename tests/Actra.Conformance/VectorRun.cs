using System.Text.Json;

namespace Actra.Conformance;

/// <summary>Runs every vector file under some folders.</summary>
internal static class VectorRun
{
    public static IReadOnlyList<CaseResult> Run(IEnumerable<string> paths) =>
        [.. paths.SelectMany(FilesUnder).SelectMany(RunFile)];

    private static IEnumerable<string> FilesUnder(string path) =>
        File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static List<CaseResult> RunFile(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() == 0)
        {
            return [new CaseResult(file, "(file)", CaseOutcome.Failed, "not a list of cases")];
        }

        Func<string, JsonElement, CaseResult>? run =
            ActraVectors.Reads(root[0]) ? ActraVectors.Run
            : CapFenceVectors.Reads(root[0]) ? CapFenceVectors.Run
            : null;
        return run is null
            ? [new CaseResult(file, "(file)", CaseOutcome.Failed, "neither format of cases")]
            : [.. root.EnumerateArray().Select(c => run(file, c))];
    }
}
