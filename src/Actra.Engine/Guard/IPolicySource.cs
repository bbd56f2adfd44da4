using Actra.Compilation;

namespace Actra.Guard;

/// <summary>Gives the policy in force: one for ever, or the last good one of files that are watched.</summary>
public interface IPolicySource
{
    /// <summary>The policy in force. Read once per piece of work, so that one decision is made by one policy.</summary>
    ActraPolicy Current { get; }
}
