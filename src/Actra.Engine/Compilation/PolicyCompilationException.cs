using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>A policy does not compile. The message holds all diagnostics, one after the other.</summary>
public sealed class PolicyCompilationException : ActraException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="diagnostics">What is wrong: at least one error, and the warnings.</param>
    public PolicyCompilationException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics)) => Diagnostics = diagnostics;

    /// <summary>
    /// What is wrong, by phase: the schema's form, the policy's form, the governance file's form, what governance forbids, names and types in the
    /// policy's rules.
    /// </summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
