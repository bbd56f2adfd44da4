using System.Collections.Frozen;
using System.Diagnostics;
using Actra.Evaluation;
using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>A compiled policy: schema, rules and governance. Immutable and thread-safe.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ActraPolicy
{
    private readonly PolicyProgram _program;

    internal ActraPolicy(
        PolicyProgram program,
        PolicySchema schema,
        long version,
        IReadOnlyList<RuleInfo> rules,
        IReadOnlyList<Diagnostic> warnings
    )
    {
        _program = program;
        Schema = schema;
        Version = version;
        Rules = rules;
        Warnings = warnings;
    }

    /// <summary>SHA-256 over a canonical form of schema, rules and governance, in lower-case hex: independent of comments, formatting and key order.</summary>
    public string Hash => _program.Hash;

    /// <summary>The version of the language that the policy document names.</summary>
    public long Version { get; }

    /// <summary>What happens where no rule matches.</summary>
    public Effect Default => _program.Default;

    /// <summary>What can be asked.</summary>
    public PolicySchema Schema { get; }

    /// <summary>What is probably not meant as it is written.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    /// <summary>The rules, in the order of the document.</summary>
    public IReadOnlyList<RuleInfo> Rules { get; }

    /// <summary>Compiles a policy from texts.</summary>
    /// <param name="schema">The schema document.</param>
    /// <param name="policy">The policy document.</param>
    /// <param name="governance">The governance document; null where there is none. An empty text is an empty document, which is an error.</param>
    /// <param name="options">How to compile.</param>
    /// <exception cref="PolicyCompilationException">The policy does not compile.</exception>
    public static ActraPolicy FromStrings(
        string schema,
        string policy,
        string? governance = null,
        CompilationOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(policy);
        options ??= new CompilationOptions();
        return PolicyCompiler.Compile(
            new PolicySource(options.SchemaName, schema),
            new PolicySource(options.PolicyName, policy),
            governance is null ? null : new PolicySource(options.GovernanceName, governance),
            options.Strictness
        );
    }

    /// <summary>Compiles a policy from files in UTF-8.</summary>
    /// <param name="schemaPath">The schema's path.</param>
    /// <param name="policyPath">The policy's path.</param>
    /// <param name="governancePath">The governance file's path; null where there is none.</param>
    /// <param name="options">How to compile.</param>
    /// <exception cref="PolicyCompilationException">A file cannot be read, or the policy does not compile.</exception>
    public static ActraPolicy FromFiles(
        string schemaPath,
        string policyPath,
        string? governancePath = null,
        CompilationOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(schemaPath);
        ArgumentNullException.ThrowIfNull(policyPath);
        var (schema, policy, governance) = PolicyFiles.Read(schemaPath, policyPath, governancePath);
        return PolicyCompiler.Compile(schema, policy, governance, (options ?? new CompilationOptions()).Strictness);
    }

    /// <summary>Compiles <c>schema.yaml</c>, <c>policy.yaml</c> and, where it exists, <c>governance.yaml</c> of a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="options">How to compile.</param>
    /// <exception cref="PolicyCompilationException">
    /// A file cannot be read, or the policy does not compile. A <c>governance.yaml</c> that exists and cannot be read is such an error.
    /// </exception>
    public static ActraPolicy FromDirectory(string directory, CompilationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return FromFiles(
            Path.Combine(directory, "schema.yaml"),
            Path.Combine(directory, "policy.yaml"),
            PolicyFiles.FindGovernance(directory),
            options
        );
    }

    /// <summary>
    /// Judges an input: the rules of its action in order, then those for its actor's type, then the global ones; the first that matches decides, else
    /// the default. Pure, and total: an input that does not fit the schema gives a decision of kind <see cref="DecisionKind.InputError"/>, a block.
    /// </summary>
    public Decision Evaluate(PolicyInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _program.Evaluate(input);
    }

    /// <summary>Judges an input, and tells how: each rule looked at, each comparison with its values.</summary>
    public Explanation Explain(PolicyInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _program.Explain(input);
    }

    /// <summary>Judges an input of which some fields are not known: all that can come of it, whatever they are.</summary>
    /// <param name="input">The input; what it says of open fields is not looked at.</param>
    /// <param name="open">The open fields, with the type of their value where they have one for certain; else <see cref="FieldType.None"/>.</param>
    public PartialDecision EvaluatePartially(PolicyInput input, IReadOnlyDictionary<FieldRef, FieldType> open)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(open);
        return _program.EvaluatePartially(input, open);
    }

    /// <summary>The fields that an input of the action must have (unless they have a default): those that some rule that can be reached reads. None where the action is not declared.</summary>
    /// <param name="actionType">The action's name.</param>
    public IReadOnlySet<FieldRef> NeededFields(string actionType) =>
        _program.Find(actionType)?.NeededFields ?? FrozenSet<FieldRef>.Empty;

    /// <summary>True where some input of the action can require approval.</summary>
    /// <param name="actionType">The action's name.</param>
    public bool MayRequireApproval(string actionType) => _program.Find(actionType)?.MayRequireApproval ?? false;

    /// <summary>One line: version, size and the start of the hash.</summary>
    public override string ToString() =>
        $"Actra policy (version {Version}, {Rules.Count} rules, {Schema.Actions.Count} actions, {Hash[..12]})";
}
