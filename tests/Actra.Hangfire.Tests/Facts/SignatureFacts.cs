using Hangfire;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>
/// What is built against one Hangfire must run on the other, so that each member which the guard may touch has the
/// genuine signature: signatures.txt was read off the genuine assembly, version 1.8.24.
/// </summary>
public sealed class SignatureFacts
{
    [Fact]
    public void Every_listed_member_has_the_genuine_signature()
    {
        var assembly = typeof(BackgroundJob).Assembly;
        var members = assembly.GetExportedTypes().SelectMany(Signatures.Of).ToHashSet(StringComparer.Ordinal);
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "signatures.txt"));

        Assert.Equal("Hangfire.Core", assembly.GetName().Name);
        var missing = listed.Where(line => !members.Contains(line)).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }
}
