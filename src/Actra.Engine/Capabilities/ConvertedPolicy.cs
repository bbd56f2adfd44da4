using Actra.Compilation;
using Actra.Language;

namespace Actra.Capabilities;

/// <summary>A capability policy in version 2 of the language: documents that compile to a policy that decides the same.</summary>
/// <param name="Schema">The schema: the facts that rules read.</param>
/// <param name="Policy">The rules. Comments name the rule of the original that each comes from.</param>
/// <param name="Governance">Keeps what extended documents prohibit; null where nothing is extended.</param>
/// <param name="Compiled">The documents, compiled.</param>
/// <param name="Warnings">What could not be said, and is blocked instead.</param>
public sealed record ConvertedPolicy(
    string Schema,
    string Policy,
    string? Governance,
    ActraPolicy Compiled,
    IReadOnlyList<Diagnostic> Warnings
);
