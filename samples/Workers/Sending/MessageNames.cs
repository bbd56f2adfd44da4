using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workers.Sending;

/// <summary>The fields of an item under the names that MassTransit gives a contract's properties: <c>orderId</c> for <c>order_id</c>.</summary>
internal static class MessageNames
{
    public static JsonObject Of(JsonObject fields) =>
        new(fields.Select(field => KeyValuePair.Create(CamelCase(field.Key), field.Value?.DeepClone())));

    private static string CamelCase(string name) =>
        JsonNamingPolicy.CamelCase.ConvertName(
            string.Concat(
                name.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..])
            )
        );
}
