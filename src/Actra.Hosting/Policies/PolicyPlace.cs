using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>A policy's origin with its paths made absolute: compiles it, and says when its contents have changed.</summary>
internal sealed class PolicyPlace(PolicyOrigin origin, string root)
{
    /// <summary>The origin, in words.</summary>
    public string Name =>
        origin switch
        {
            PolicyOrigin.Directory at => Full(at.Path),
            PolicyOrigin.Files at => Full(at.Policy),
            _ => "the policy given as text",
        };

    /// <summary>The directories to watch; none for texts.</summary>
    public IReadOnlyList<string> Directories =>
        origin is PolicyOrigin.Directory at
            ? [Full(at.Path)]
            : [.. Named().Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal)];

    public ActraPolicy Compile() =>
        origin switch
        {
            PolicyOrigin.Directory at => Directory.Exists(Full(at.Path))
                ? ActraPolicy.FromDirectory(Full(at.Path))
                : throw new ActraException($"the policy directory `{Full(at.Path)}` does not exist"),
            PolicyOrigin.Files at => ActraPolicy.FromFiles(
                Full(at.Schema),
                Full(at.Policy),
                at.Governance is null ? null : Full(at.Governance)
            ),
            PolicyOrigin.Texts at => ActraPolicy.FromStrings(at.Schema, at.Policy, at.Governance),
            _ => throw new InvalidOperationException($"{origin} is no origin"),
        };

    /// <summary>A hash over names and contents: equal as long as nothing has changed.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Existing().Order(StringComparer.Ordinal))
        {
            var contents = File.ReadAllBytes(path);
            hash.AppendData(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}\n{contents.Length}\n"))
            );
            hash.AppendData(contents);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<string> Existing() =>
        origin is PolicyOrigin.Directory at
            ? Directory.Exists(Full(at.Path))
                ? Directory.EnumerateFiles(Full(at.Path), "*.yaml")
                : []
            : Named().Where(File.Exists);

    private IEnumerable<string> Named() =>
        origin is PolicyOrigin.Files at
            ? new[] { at.Schema, at.Policy, at.Governance }.OfType<string>().Select(Full)
            : [];

    private string Full(string path) => Path.GetFullPath(path, root);
}
