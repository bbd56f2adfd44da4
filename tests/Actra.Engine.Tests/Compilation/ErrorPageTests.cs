using System.Reflection;
using Actra.Language;

namespace Actra.Engine.Tests.Compilation;

public class ErrorPageTests
{
    [Fact]
    public void Every_code_has_its_page()
    {
        var codes = typeof(Codes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal)
            .ToList();
        var pages = Directory
            .EnumerateFiles(Repository.PathOf("docs", "errors"), "ACT*.md")
            .Select(p => Path.GetFileNameWithoutExtension(p))
            .Order(StringComparer.Ordinal);

        Assert.Equal(codes, codes.Distinct(StringComparer.Ordinal));
        Assert.Empty(codes.Except(pages, StringComparer.Ordinal));
    }
}
