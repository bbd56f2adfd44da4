using System.Text.Json;

namespace Actra.Resolution;

/// <summary>How .NET names become the names that policies use.</summary>
public static class Naming
{
    /// <summary>The snake_case form of a .NET name: <c>OrderId</c> and <c>orderID</c> become <c>order_id</c>, <c>HTTPStatus</c> becomes <c>http_status</c>.</summary>
    public static string ToSnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>The name among <paramref name="known"/> that <paramref name="name"/> was probably meant to be; null where none is near.</summary>
    internal static string? Nearest(string name, IEnumerable<string> known)
    {
        var wanted = ToSnakeCase(name);
        var best = known
            .Select(candidate => (candidate, distance: Distance(wanted, ToSnakeCase(candidate))))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(1, wanted.Length / 3) ? best.candidate : null;
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
