using Actra.Compilation;

namespace Actra.Guard;

/// <summary>One policy for ever.</summary>
/// <param name="policy">The policy.</param>
public sealed class FixedPolicy(ActraPolicy policy) : IPolicySource
{
    /// <inheritdoc />
    public ActraPolicy Current { get; } = policy;
}
