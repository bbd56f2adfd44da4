namespace Actra.Language;

/// <summary>Which keys a mapping may have.</summary>
/// <param name="What">What the mapping is, for messages: <c>a rule</c>.</param>
/// <param name="Keys">The keys of version 1 and 2.</param>
internal sealed record Shape(string What, params string[] Keys)
{
    /// <summary>The keys that only version 2 has.</summary>
    public IReadOnlyList<string> Version2 { get; init; } = [];

    /// <summary>The keys of version 2 that this release does not act on, and therefore refuses.</summary>
    public IReadOnlyList<string> Later { get; init; } = [];

    public IReadOnlyList<string> KeysOf(int language) => language == 1 ? Keys : [.. Keys, .. Version2];

    public bool Knows(string key, int language) =>
        Keys.Contains(key, StringComparer.Ordinal) || (language > 1 && Version2.Contains(key, StringComparer.Ordinal));

    /// <summary>True where the key belongs to version 2, whether or not this release acts on it.</summary>
    public bool IsOfVersion2(string key) =>
        Version2.Contains(key, StringComparer.Ordinal) || Later.Contains(key, StringComparer.Ordinal);
}
