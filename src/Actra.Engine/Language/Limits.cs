namespace Actra.Language;

/// <summary>What a document may cost at most. Past a limit is an error that names it.</summary>
internal static class Limits
{
    public const int Bytes = 1024 * 1024;
    public const int Depth = 64;

    /// <summary>The depth that compatible mode takes: the original has no limit where it does not look.</summary>
    public const int CompatibleDepth = 1024;

    /// <summary>The depth that the original takes where it looks.</summary>
    public const int OriginalDepth = 128;

    public const int Aliases = 100;
    public const int ExpandedNodes = 100_000;
    public const int Rules = 50_000;
}
