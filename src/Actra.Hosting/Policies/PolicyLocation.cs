namespace Actra.Hosting;

/// <summary>Where a host's policy comes from. The last call counts; paths are taken from the content root.</summary>
public sealed class PolicyLocation
{
    internal PolicyOrigin Origin { get; private set; } = new PolicyOrigin.Directory("policy");

    /// <summary>From a directory with <c>schema.yaml</c>, <c>policy.yaml</c> and, if there is one, <c>governance.yaml</c>.</summary>
    /// <param name="directory">The directory.</param>
    public void FromDirectory(string directory) => Origin = new PolicyOrigin.Directory(directory);

    /// <summary>From files.</summary>
    /// <param name="schema">The schema's file.</param>
    /// <param name="policy">The policy's file.</param>
    /// <param name="governance">The governance file, if there is one.</param>
    public void FromFiles(string schema, string policy, string? governance = null) =>
        Origin = new PolicyOrigin.Files(schema, policy, governance);

    /// <summary>From texts; nothing is watched then.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="governance">The governance document, if there is one.</param>
    public void FromStrings(string schema, string policy, string? governance = null) =>
        Origin = new PolicyOrigin.Texts(schema, policy, governance);
}
