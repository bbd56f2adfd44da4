using Actra.Model;

namespace Actra.Resolution;

/// <summary>
/// A contract, a method or a named call does not fit the action that it stands for: a declared field is missing or can never have its declared type, or an
/// attribute contradicts another. Found when the host starts or the call is wrapped, never while work runs.
/// </summary>
public sealed class ContractException : ActraException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="contract">The contract or method, for people.</param>
    /// <param name="action">The action it stands for; null where that is the question.</param>
    /// <param name="problems">All that is wrong; at least one.</param>
    public ContractException(string contract, string? action, IReadOnlyList<string> problems)
        : base(
            (action is null ? $"`{contract}` cannot be guarded:" : $"`{contract}` does not fit action `{action}`:")
                + string.Concat(problems.Select(problem => $"{Environment.NewLine}    {problem}"))
        )
    {
        Contract = contract;
        Action = action;
        Problems = problems;
    }

    /// <summary>The contract or method, for people.</summary>
    public string Contract { get; }

    /// <summary>The action it stands for; null where that is the question.</summary>
    public string? Action { get; }

    /// <summary>All that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
