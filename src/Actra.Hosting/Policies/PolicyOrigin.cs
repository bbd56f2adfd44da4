namespace Actra.Hosting;

/// <summary>What <see cref="PolicyLocation"/> was told.</summary>
internal abstract record PolicyOrigin
{
    private PolicyOrigin() { }

    public sealed record Directory(string Path) : PolicyOrigin;

    public sealed record Files(string Schema, string Policy, string? Governance) : PolicyOrigin;

    public sealed record Texts(string Schema, string Policy, string? Governance) : PolicyOrigin;
}
