using Actra.Capabilities.Conversion;
using Actra.Compilation;
using Actra.Language;

namespace Actra.Capabilities;

/// <summary>A capability policy: what may be done, what must not, and what needs a person. Immutable and thread-safe.</summary>
public sealed class CapabilityPolicy
{
    private readonly CapabilityJudge _judge;

    internal CapabilityPolicy(
        string name,
        IReadOnlyList<CapabilityRule> rules,
        RiskLevels levels,
        TimeSpan? approvalTimeout,
        string hash,
        IReadOnlyList<Diagnostic> warnings
    )
    {
        _judge = new CapabilityJudge(rules, levels);
        Name = name;
        Rules = rules;
        Levels = levels;
        ApprovalTimeout = approvalTimeout;
        Hash = hash;
        Warnings = warnings;
    }

    /// <summary>A policy that denies everything.</summary>
    public static CapabilityPolicy DenyAll { get; } = FromString("{}");

    /// <summary>SHA-256 over the texts of all its documents, in lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>How long votes on its requests are taken; null where it does not say.</summary>
    public TimeSpan? ApprovalTimeout { get; }

    /// <summary>The document that was loaded first, as it was given.</summary>
    internal string Name { get; }

    internal IReadOnlyList<CapabilityRule> Rules { get; }

    internal RiskLevels Levels { get; }

    /// <summary>What is probably not meant as it is written.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    /// <summary>Loads a policy from a file in UTF-8, with what it extends.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="PolicyCompilationException">A file is missing or cannot be read, or something in it is wrong.</exception>
    public static CapabilityPolicy FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CapabilityLoader.LoadFile(path);
    }

    /// <summary>Reads a policy from a text, which cannot extend another.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">Its name in diagnostics.</param>
    /// <exception cref="PolicyCompilationException">Something in it is wrong.</exception>
    public static CapabilityPolicy FromString(string text, string name = "policy.yaml")
    {
        ArgumentNullException.ThrowIfNull(text);
        return CapabilityLoader.LoadText(text, name);
    }

    /// <summary>
    /// Puts it into version 2 of the language. The new policy judges <see cref="ActionEvent.ToInput"/>: it decides as this one does, and blocks an event that
    /// leaves in doubt what it reads.
    /// </summary>
    /// <param name="partial">True to block what cannot be said, and to warn of it, instead of refusing.</param>
    /// <exception cref="PolicyCompilationException">Something cannot be said, and is not to be blocked; each with its place.</exception>
    public ConvertedPolicy ToVersion2(bool partial = false) => PolicyConverter.Convert(this, partial);

    internal PolicyAnswer Judge(ActionFacts facts) => _judge.Judge(facts);
}
