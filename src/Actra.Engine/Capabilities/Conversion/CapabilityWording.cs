using System.Globalization;

namespace Actra.Capabilities.Conversion;

/// <summary>
/// A capability as comparisons of its parts. A scope may also be meant where the action happens below it, or in it under another name.
/// </summary>
internal static class CapabilityWording
{
    /// <summary>Why a capability cannot be said; null where it can.</summary>
    public static string? Problem(Capability capability) =>
        capability.HasDeadWildcard ? "`*` for a piece of a part"
        : Parts(capability).Contains("") ? "a capability with an empty part"
        : Depth(capability.Scope) > Facts.DeepestScope
            ? string.Create(CultureInfo.InvariantCulture, $"a scope of more than {Facts.DeepestScope} parts")
        : null;

    /// <summary>The wording; a part that cannot be said counts as <c>*</c>.</summary>
    public static Wording Of(Capability capability)
    {
        var named = Term.Always;
        named = IsSaid(capability.Resource) ? named.And(Term.Is(Facts.Resource, capability.Resource))! : named;
        named = IsSaid(capability.Action) ? named.And(Term.Is(Facts.Action, capability.Action))! : named;
        var depth = Depth(capability.Scope);
        if (!IsSaid(capability.Scope) || depth > Facts.DeepestScope)
        {
            return new Wording([named], [named], [named]);
        }

        Fact[] scopes =
        [
            Facts.Scope,
            Facts.FirstParts(Facts.Scope, depth),
            Facts.OtherScope,
            Facts.FirstParts(Facts.OtherScope, depth),
        ];
        var terms = Terms.Product([named], [.. scopes.Select(scope => Term.Is(scope, capability.Scope))]);
        return new Wording([terms[0]], [terms[0]], terms);
    }

    private static string[] Parts(Capability capability) => [capability.Resource, capability.Action, capability.Scope];

    private static int Depth(string scope) => scope.Split('.').Length;

    private static bool IsSaid(string part) => part.Length > 0 && !part.Contains('*', StringComparison.Ordinal);
}
