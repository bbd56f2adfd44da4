using System.Security.Claims;

namespace Actra.Approvals;

/// <summary>A person who votes: an authenticated identity with its roles.</summary>
/// <param name="Id">Who it is; an opaque string, compared after NFKC and invariant lower case.</param>
/// <param name="Roles">The roles held, compared ordinally.</param>
public sealed record Approver(string Id, IReadOnlyList<string> Roles)
{
    /// <summary>The everyday constructor: the principal's name identifier (or else its name) and its role claims.</summary>
    /// <exception cref="ArgumentException">The principal is not authenticated, or has neither a name identifier nor a name.</exception>
    public static Approver From(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.Identity is not { IsAuthenticated: true })
        {
            throw new ArgumentException("an approver must be authenticated", nameof(principal));
        }

        var id = principal.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? principal.Identity.Name;
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException("the principal has neither a name identifier nor a name", nameof(principal));
        }

        var roles = principal
            .Identities.SelectMany(identity => identity.FindAll(identity.RoleClaimType))
            .Select(claim => claim.Value);
        return new Approver(id, [.. roles.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The one form in which identities are compared: Unicode NFKC, then invariant lower case.</summary>
    public static string Normalize(string id) => id.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
}
