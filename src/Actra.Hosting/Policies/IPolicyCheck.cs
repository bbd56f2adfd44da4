using Actra.Compilation;

namespace Actra.Hosting;

/// <summary>
/// Says why a policy that compiles cannot be used in this host, for example because a mapped contract lacks a field. Asked at start, where a problem stops the
/// host, and at every reload, where it keeps the last good policy.
/// </summary>
public interface IPolicyCheck
{
    /// <summary>The problems, each a sentence in lower case without a full stop; none where the policy can be used.</summary>
    IEnumerable<string> Check(ActraPolicy policy);
}
