using System.Xml.Linq;

namespace Actra.House.Tests;

/// <summary>Which project may know which: docs/architecture.md in a test.</summary>
public class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Actra.Abstractions"] = [],
        ["Actra.Engine"] = ["Actra.Abstractions"],
        ["Actra.Storage"] = ["Actra.Engine"],
        ["Actra.Testing"] = ["Actra.Engine"],
        ["Actra.Hosting"] = ["Actra.Engine", "Actra.Storage"],
        ["Actra.MassTransit"] = ["Actra.Engine", "Actra.Hosting"],
        ["Actra.Hangfire"] = ["Actra.Engine", "Actra.Hosting"],
        ["Actra.Cli"] = ["Actra.Engine", "Actra.Storage"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_whom_the_plan_allows(string project)
    {
        var known = References(project, "ProjectReference")
            .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Where(name => name.StartsWith("Actra.", StringComparison.Ordinal));

        Assert.Empty(known.Except(Allowed[project]));
    }

    [Fact]
    public void Every_project_under_src_is_in_the_plan()
    {
        var projects = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName);

        Assert.Equal(Allowed.Keys.Order(), projects.Order());
    }

    [Fact]
    public void The_engine_depends_on_abstractions_yaml_events_and_polly_alone()
    {
        string[] allowed = ["YamlDotNet", "Polly.Core"];
        var packages = References("Actra.Engine", "PackageReference");

        Assert.All(
            packages,
            package =>
                Assert.True(
                    allowed.Contains(package)
                        || (
                            package.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                            && package.EndsWith(".Abstractions", StringComparison.Ordinal)
                        ),
                    $"{package} is not for the engine"
                )
        );
    }

    [Fact]
    public void Contract_assemblies_reference_nothing_but_the_attributes() =>
        Assert.Empty(References("Actra.Abstractions", "PackageReference"));

    private static IEnumerable<string> References(string project, string element) =>
        XDocument
            .Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants(element)
            .Select(reference => (string?)reference.Attribute("Include") ?? "");
}
