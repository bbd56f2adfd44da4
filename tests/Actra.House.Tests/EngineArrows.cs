using System.Text.RegularExpressions;

namespace Actra.House.Tests;

/// <summary>Inside the engine a folder knows only the folders above it in the list; a folder's name is its namespace.</summary>
public class EngineArrows
{
    private static readonly string[] Order =
    [
        "Model",
        "Language",
        "Evaluation",
        "Analysis",
        "Compilation",
        "Resolution",
        "Audit",
        "Approvals",
        "Guard",
        "Runtime",
        "Capabilities",
        "Testing",
    ];

    public static TheoryData<string> Folders =>
        [
            .. Directory
                .GetDirectories(Engine)
                .Select(Path.GetFileName)
                .OfType<string>()
                .Where(name => name is not ("bin" or "obj")),
        ];

    private static string Engine => Path.Combine(Repository.Root, "src", "Actra.Engine");

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_the_folders_above_it(string folder)
    {
        var place = Array.IndexOf(Order, folder);
        Assert.True(place >= 0, $"{folder} is not in the plan");
        foreach (var file in Repository.Sources(Path.Combine("src", "Actra.Engine", folder)))
        {
            var text = Regex.Replace(File.ReadAllText(file), "//[^\n]*", "");
            foreach (
                var known in Regex
                    .Matches(text, @"\bActra\.([A-Z][A-Za-z]+)")
                    .Select(match => match.Groups[1].Value)
                    .Where(Order.Contains)
            )
            {
                Assert.True(
                    Array.IndexOf(Order, known) <= place,
                    $"{Path.GetFileName(file)} in {folder} knows {known}"
                );
            }

            Assert.Contains($"namespace Actra.{folder}", text, StringComparison.Ordinal);
        }
    }
}
