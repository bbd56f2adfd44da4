using Actra.Model;

namespace Actra.Guard;

/// <summary>Whose a piece of work is, where tenants are held apart.</summary>
internal static class Tenancy
{
    /// <summary>The tenant that all actions agree on: each one's field, or else the actor's tenant. Null where there is none, or more than one.</summary>
    public static string? Of(string? field, Judgement judgement)
    {
        if (field is null)
        {
            return null;
        }

        var tenants = judgement
            .Inputs.Select(input => Named(input, field) ?? judgement.Actor.Tenant)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return tenants is [{ } only] && !string.IsNullOrWhiteSpace(only) ? only : null;
    }

    private static string? Named(PolicyInput input, string field)
    {
        foreach (var (name, value) in input.Action)
        {
            if (string.Equals(name, field, StringComparison.Ordinal))
            {
                return value.ToString();
            }
        }

        return null;
    }
}
