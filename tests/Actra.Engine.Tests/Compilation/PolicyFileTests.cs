using Actra.Compilation;
using Actra.Language;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Compilation;

public sealed class PolicyFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actra-policy-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_directory_is_compiled_and_its_files_are_named_in_diagnostics()
    {
        Write("schema.yaml", "\uFEFF" + Schema);
        Write("policy.yaml", Policy(Rule("r", "global: true", Always)));
        Assert.Single(ActraPolicy.FromDirectory(_directory).Rules);

        Write("policy.yaml", "version: 1\n");
        var e = Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromDirectory(_directory));

        Assert.Equal(Path.Combine(_directory, "policy.yaml"), Assert.Single(e.Diagnostics).File);
    }

    [Fact]
    public void Governance_is_used_where_it_is_there()
    {
        Write("schema.yaml", Schema);
        Write("policy.yaml", Policy(Rule("r", "global: true", Always)));
        Write(
            "governance.yaml",
            "version: 1\ngovernance: {rules: [{id: g, select: {where: {}}, must: {forbid: true}, error: none}]}\n"
        );

        var e = Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromDirectory(_directory));

        Assert.Equal(Codes.GovernanceViolation, Assert.Single(e.Diagnostics).Code);
    }

    [Fact]
    public void Governance_that_is_there_and_cannot_be_read_is_an_error()
    {
        Write("schema.yaml", Schema);
        Write("policy.yaml", Policy(Rule("r", "global: true", Always)));
        File.CreateSymbolicLink(Path.Combine(_directory, "governance.yaml"), Path.Combine(_directory, "gone"));

        var e = Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromDirectory(_directory));

        Assert.Equal(Codes.Unreadable, Assert.Single(e.Diagnostics).Code);
    }

    [Fact]
    public void An_empty_governance_file_is_an_error()
    {
        Write("schema.yaml", Schema);
        Write("policy.yaml", Policy(Rule("r", "global: true", Always)));
        Write("governance.yaml", "");

        Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromDirectory(_directory));
    }

    [Fact]
    public void All_files_that_cannot_be_read_are_reported()
    {
        var e = Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromDirectory(_directory));

        Assert.Equal([Codes.Unreadable, Codes.Unreadable], e.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void A_file_that_is_too_large_or_no_text_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_directory, "schema.yaml"), new byte[Limits.Bytes + 1]);
        File.WriteAllBytes(Path.Combine(_directory, "policy.yaml"), [0xFF, 0xFE, 0x00]);

        var e = Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromDirectory(_directory));

        Assert.Equal([Codes.TooLarge, Codes.Unreadable], e.Diagnostics.Select(d => d.Code));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);
}
