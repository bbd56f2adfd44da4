using Actra.Compilation;

namespace Actra.Hosting;

/// <summary>Actions of which only the actor's tenant can say whose their work is: where actors have none, nothing that needs approval is parked.</summary>
internal static class TenantWarnings
{
    private const int Shown = 5;

    public static string? Of(ActraPolicy policy, string? field)
    {
        var without = field is null
            ? []
            : policy
                .Schema.Actions.Values.Where(action => !action.Fields.ContainsKey(field))
                .Select(action => $"`{action.Name}`")
                .Order(StringComparer.Ordinal)
                .ToList();
        if (without.Count == 0)
        {
            return null;
        }

        var names = string.Join(", ", without.Take(Shown)) + (without.Count > Shown ? ", …" : "");
        var who =
            without.Count == policy.Schema.Actions.Count
                ? $"no action has the field `{field}`"
                : $"{names}: no field `{field}`";
        return $"{who}; the actor's tenant says whose such work is, and where the actor has none, work that needs approval is not parked but faulted";
    }
}
