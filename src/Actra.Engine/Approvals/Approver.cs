using System.Security.Claims;
using System.Text;

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
