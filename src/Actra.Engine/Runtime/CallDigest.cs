using System.Text.Json;
using System.Text.Json.Serialization;
using Actra.Guard;
using Actra.Model;

namespace Actra.Runtime;

/// <summary>
/// The digest of a call's contents: its judged fields and, where it has one, the whole contract as JSON, so that what no rule reads is bound to the approval too.
/// </summary>
internal static class CallDigest
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(string actionType, FieldMap fields, object? contract)
    {
        var judged = fields
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => new[] { field.Key, field.Value.Type.ToName(), field.Value.ToString() });
        var contents = JsonSerializer.SerializeToElement(new { judged, contract = Serialize(contract) }, Json);
        return WorkDigest.OfJson(["action:" + actionType, "contract:" + contract?.GetType().FullName], contents);
    }

    private static JsonElement Serialize(object? contract)
    {
        try
        {
            return JsonSerializer.SerializeToElement(contract, contract?.GetType() ?? typeof(object), Json);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ActraException(
                $"a {contract!.GetType().Name} cannot be written as JSON, to which its approval would be bound",
                e
            );
        }
    }
}
