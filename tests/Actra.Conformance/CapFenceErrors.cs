using Actra.Language;

namespace Actra.Conformance;

/// <summary>Which of our codes stand for which of CapFence's messages about a policy.</summary>
internal static class CapFenceErrors
{
    private static readonly (string Message, string[] Codes)[] Known =
    [
        ("must be a YAML mapping", [Codes.WrongShape]),
        ("unknown top-level keys", [Codes.UnknownKey]),
        ("must be a list", [Codes.WrongShape]),
        ("must be a mapping or a string", [Codes.WrongShape]),
        ("requires capability", [Codes.MissingKey, Codes.WrongShape, Codes.BadCapability]),
        ("unknown condition", [Codes.UnknownKey]),
        ("unknown key(s)", [Codes.UnknownKey]),
        ("requires action", [Codes.MissingKey, Codes.WrongShape, Codes.UnknownVerdict]),
        ("unsupported action", [Codes.UnknownVerdict, Codes.WrongShape]),
        ("risk_levels must be a mapping", [Codes.WrongShape]),
        ("must define an action", [Codes.MissingKey, Codes.WrongShape]),
        ("must be a mapping", [Codes.WrongShape]),
        ("invalid characters", [Codes.BadCapability]),
        ("non-empty string", [Codes.BadCapability, Codes.WrongShape]),
        ("not iterable", [Codes.EmptySection, Codes.WrongShape]),
        ("NoneType", [Codes.EmptySection, Codes.WrongShape]),
        ("not found", [Codes.BadExtends, Codes.Unreadable]),
    ];

    /// <summary>True where one of the codes stands for the message; any does for a message that is none of the policy reader's own.</summary>
    public static bool Accepts(string message, IReadOnlyList<string> codes)
    {
        var known = Known.FirstOrDefault(pair => message.Contains(pair.Message, StringComparison.Ordinal));
        return known.Codes is null ? codes.Count > 0 : codes.Intersect(known.Codes, StringComparer.Ordinal).Any();
    }
}
