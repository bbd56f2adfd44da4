using System.Security.Claims;
using System.Text;

namespace Actra.Approvals;

/// <summary>A person who votes: an authenticated identity with its roles.</summary>
/// <param name="Id">Who it is; an opaque string, compared after NFKC and invariant lower case.</param>
/// <param name="Roles">The roles held, compared ordinally.</param>
public sealed record Approver(string Id, IReadOnlyList<string> Roles)
{
    /// <summary>The tenant for which the person speaks; null for none. Requests of a tenant do not exist for anybody else.</summary>
    public string? Tenant { get; init; }

    /// <summary>True where a request exists for this person: it belongs to their tenant, or to none.</summary>
    public bool MaySee(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Tenant is null || string.Equals(request.Tenant, Tenant, StringComparison.Ordinal);
    }

    /// <summary>The everyday constructor: the principal's name identifier (or else its name) and its role claims.</summary>
    /// <param name="principal">Who votes.</param>
    /// <param name="tenantClaim">The type of the claim that names the tenant, where the host holds tenants apart; null for none.</param>
    /// <exception cref="ArgumentException">The principal is not authenticated, has neither a name identifier nor a name, or more than one tenant.</exception>
    public static Approver From(ClaimsPrincipal principal, string? tenantClaim = null)
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
        var tenants = tenantClaim is null
            ? []
            : principal.FindAll(tenantClaim).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).ToList();
        return tenants.Count <= 1
            ? new Approver(id, [.. roles.Distinct(StringComparer.Ordinal)]) { Tenant = tenants.FirstOrDefault() }
            : throw new ArgumentException("the principal names more than one tenant", nameof(principal));
    }

    /// <summary>
    /// The one form in which identities are compared: Unicode NFKC, then invariant lower case; half a surrogate pair counts as U+FFFD. A process in invariant-globalization mode cannot normalise:
    /// see <see cref="MayBeSame(string, string)"/>.
    /// </summary>
    public static string Normalize(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var whole = id.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)) : id;
        return whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>
    /// True where two identities are one, or cannot be told apart. In a process that cannot normalise Unicode (invariant-globalization mode), an identity
    /// with characters outside ASCII may be any other: votes that depend on telling it apart are refused there, never taken on trust.
    /// </summary>
    public static bool MayBeSame(string left, string right) => MayBeSame(left, right, CanNormalize);

    internal static bool MayBeSame(string left, string right, bool canNormalize) =>
        string.Equals(Normalize(left), Normalize(right), StringComparison.Ordinal)
        || (!canNormalize && !(Ascii.IsValid(left) && Ascii.IsValid(right)));

    internal static bool CanNormalize { get; } =
        string.Equals("\uFB01".Normalize(NormalizationForm.FormKC), "fi", StringComparison.Ordinal);
}
