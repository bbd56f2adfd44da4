namespace Actra.Compilation;

/// <summary>How a policy is compiled.</summary>
public sealed class CompilationOptions
{
    /// <summary>How strictly.</summary>
    /// <value>The default is <see cref="Strictness.Strict"/>.</value>
    public Strictness Strictness { get; init; } = Strictness.Strict;

    /// <summary>The schema's name in diagnostics, where it does not come from a file.</summary>
    /// <value>The default is <c>schema.yaml</c>.</value>
    public string SchemaName { get; init; } = "schema.yaml";

    /// <summary>The policy's name in diagnostics, where it does not come from a file.</summary>
    /// <value>The default is <c>policy.yaml</c>.</value>
    public string PolicyName { get; init; } = "policy.yaml";

    /// <summary>The governance file's name in diagnostics, where it does not come from a file.</summary>
    /// <value>The default is <c>governance.yaml</c>.</value>
    public string GovernanceName { get; init; } = "governance.yaml";
}
