using System.Text;
using Actra.Capabilities;

namespace Actra.Cli;

/// <summary>Writes the documents of a policy to a directory that has none.</summary>
internal static class PolicyFolderWriter
{
    private static readonly string[] Names = ["schema.yaml", "policy.yaml", "governance.yaml"];

    /// <returns>The names of the files.</returns>
    /// <exception cref="UsageException">There is a policy already, or the directory cannot be written to.</exception>
    public static IReadOnlyList<string> WriteNew(string folder, ConvertedPolicy policy)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (Names.FirstOrDefault(name => Path.Exists(Path.Combine(folder, name))) is { } taken)
            {
                throw new UsageException($"`{folder}` has a {taken} already, and policies are never overwritten");
            }

            var written = new List<string>();
            foreach (var (name, text) in Names.Zip([policy.Schema, policy.Policy, policy.Governance]))
            {
                if (text is not null)
                {
                    Write(Path.Combine(folder, name), text);
                    written.Add(name);
                }
            }

            return written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"`{folder}` cannot be written to: {e.Message}");
        }
    }

    private static void Write(string path, string text)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
