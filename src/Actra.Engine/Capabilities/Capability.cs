using System.Diagnostics.CodeAnalysis;

namespace Actra.Capabilities;

/// <summary>
/// What may be done: a resource, an action and a scope, written <c>resource.action.scope</c>. <c>*</c> stands for a whole part; parts that are not written
/// are <c>*</c>. Further dots belong to the scope. Parts are compared ordinally.
/// </summary>
/// <param name="Resource">The kind of thing.</param>
/// <param name="Action">What is done to it.</param>
/// <param name="Scope">Where.</param>
public sealed record Capability(string Resource, string Action, string Scope)
{
    private const string Any = "*";

    /// <summary>Reads a capability.</summary>
    /// <param name="text">Letters, digits, <c>_</c>, <c>-</c>, <c>.</c> and <c>*</c>; not empty.</param>
    /// <exception cref="FormatException">It is empty, or has other characters.</exception>
    public static Capability Parse(string? text) =>
        Problem(text) is { } problem ? throw new FormatException(problem) : Split(text!);

    /// <summary>Reads a capability; false where the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Capability? capability)
    {
        capability = Problem(text) is null ? Split(text!) : null;
        return capability is not null;
    }

    /// <summary>True where a grant of this capability covers a required one. A <c>*</c> that is required is covered by <c>*</c> alone.</summary>
    public bool Matches(Capability required)
    {
        ArgumentNullException.ThrowIfNull(required);
        return Part(Resource, required.Resource) && Part(Action, required.Action) && Part(Scope, required.Scope);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Resource}.{Action}.{Scope}";

    /// <summary>
    /// True where a prohibition of this capability may be meant for a required one: a part that the request leaves open counts as any, a <c>*</c> inside a part
    /// as any text, and a scope includes what is below it.
    /// </summary>
    internal bool MayCover(Capability required) =>
        MayBe(Resource, required.Resource)
        && MayBe(Action, required.Action)
        && (MayBe(Scope, required.Scope) || required.Scope.StartsWith(Scope + ".", StringComparison.Ordinal));

    /// <summary>True where a <c>*</c> stands beside other characters in a part.</summary>
    internal bool HasDeadWildcard =>
        ((string[])[Resource, Action, Scope]).Any(part =>
            part.Length > 1 && part.Contains('*', StringComparison.Ordinal)
        );

    /// <summary>Splits a text as it is, whatever its characters.</summary>
    internal static Capability Split(string text)
    {
        var parts = text.Split('.', 3);
        return new Capability(parts[0], parts.Length > 1 ? parts[1] : Any, parts.Length > 2 ? parts[2] : Any);
    }

    /// <summary>Why a text is no capability; null where it is one.</summary>
    internal static string? Problem(string? text) =>
        string.IsNullOrEmpty(text) ? "Capability string must be a non-empty string"
        : text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '*') ? null
        : $"Capability string contains invalid characters: '{text}'";

    private static bool Part(string granted, string required) => granted == Any || granted == required;

    private static bool MayBe(string named, string required) =>
        Part(named, required)
        || required == Any
        || (named.Contains('*', StringComparison.Ordinal) && Glob.Matches(named, required));
}
