using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Why a rule of version 2 stands where it stands. The values are in the order of the converted policy.</summary>
internal enum Place
{
    /// <summary>Something must be known first.</summary>
    Known,

    /// <summary>A prohibition, read literally.</summary>
    Denied,

    /// <summary>A question, read literally.</summary>
    Asked,

    /// <summary>What may be prohibited is not permitted.</summary>
    DeniedInDoubt,

    /// <summary>What is permitted, and may need a person.</summary>
    AskedInDoubt,

    /// <summary>A permission.</summary>
    Permitted,

    /// <summary>A permission that cannot be said.</summary>
    NotPermitted,
}

/// <summary>A rule of version 2.</summary>
/// <param name="Place">Why it stands where it stands.</param>
/// <param name="Origin">Where it comes from; null where it guards all others.</param>
/// <param name="Term">When it matches.</param>
/// <param name="Effect">What follows.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record NewRule(Place Place, Origin? Origin, Term Term, Effect Effect, string Reason);
