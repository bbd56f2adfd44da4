using System.Text;
using System.Text.Json;
using Actra.Model;

namespace Actra.Language;

/// <summary>
/// Reads inputs written as JSON: <c>{"action": {"type": "refund", "amount": 10}, "actor": {…}, "snapshot": {…}}</c>. All three domains must be there;
/// values are strings, numbers and booleans. Timestamps and durations are strings, read by the policy as the schema declares them.
/// </summary>
public static class PolicyInputJson
{
    /// <summary>Reads an input. <c>action.type</c> must be a string; unknown and repeated members and integers that a double cannot hold are errors.</summary>
    /// <exception cref="PolicyInputException">The text is no input.</exception>
    public static PolicyInput Read(string json) => Read(json, compatible: false);

    /// <summary>
    /// Reads an input as the original does: unknown members are dropped, of repeated fields the last counts, integers are rounded, and
    /// <c>action.type</c> is a field like any other.
    /// </summary>
    /// <exception cref="PolicyInputException">The text is no input.</exception>
    public static PolicyInput ReadCompatible(string json) => Read(json, compatible: true);

    private static PolicyInput Read(string json, bool compatible)
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8;
        try
        {
            utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(json);
        }
        catch (EncoderFallbackException)
        {
            throw new PolicyInputException(InputErrorKind.JsonSyntax, Codes.InputJson, "the text has half a character");
        }

        var reader = new InputReader(utf8, compatible);
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new PolicyInputException(
                InputErrorKind.JsonSyntax,
                Codes.InputJson,
                "the text is not valid JSON: " + e.Message
            );
        }
    }
}
