namespace Actra.Conformance;

/// <summary>Cases in which the project answers otherwise than the original on purpose, also in compatible mode, with the reasons.</summary>
internal static class Deviations
{
    /// <summary>Reasons by file and case.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public static string? ReasonFor(string file, string name) => All.GetValueOrDefault($"{file}/{name}");
}
