using System.Text.Json;
using Actra.Language;

namespace Actra.Resolution;

/// <summary>How .NET names become the names that policies use.</summary>
public static class Naming
{
    /// <summary>The snake_case form of a .NET name: <c>OrderId</c> and <c>orderID</c> become <c>order_id</c>, <c>HTTPStatus</c> becomes <c>http_status</c>.</summary>
    public static string ToSnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>The name among <paramref name="known"/> that <paramref name="name"/> was probably meant to be, whatever their case; null where none is near.</summary>
    internal static string? Nearest(string name, IEnumerable<string> known)
    {
        var candidates = known.ToArray();
        var near = new NearestName().Find(ToSnakeCase(name), candidates.Select(ToSnakeCase));
        return near is null ? null : Array.Find(candidates, candidate => ToSnakeCase(candidate) == near);
    }
}
