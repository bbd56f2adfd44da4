using System.Text.Json;

namespace Actra.Capabilities;

/// <summary>What a value is compared with: a text, which may be a shell pattern, or a number or truth.</summary>
/// <param name="Text">The text; null for a number or truth.</param>
/// <param name="Number">The number; a truth is 1 or 0, as in the original.</param>
internal sealed record ConditionValue(string? Text, double Number = 0)
{
    public bool Fits(JsonElement given) =>
        Text is null
            ? given.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                && PythonNumber.Of(given) == Number
            : given.ValueKind == JsonValueKind.String && Fits(Text, given.GetString()!);

    /// <summary>The same, whatever the case and the blanks around it.</summary>
    public bool FitsLoosely(string given) => Text is not null && Fits(Fold(Text), Fold(given));

    /// <summary>True where it stands for itself alone.</summary>
    public bool IsPlain => Text is not null && Fold(Text).Length > 0 && Text.AsSpan().IndexOfAny('*', '?', '[') < 0;

    /// <summary>A text without what does not count where it is compared loosely.</summary>
    public static string Fold(string text) => text.Trim().ToLowerInvariant();

    private static bool Fits(string pattern, string text) => pattern == text || Glob.Matches(pattern, text);
}
