using System.CommandLine;

namespace Actra.Cli.Commands;

/// <summary><c>--input FILE|-</c>: the text of an input.</summary>
internal static class InputOption
{
    private const int MostCharacters = 4 * 1024 * 1024;

    public static Option<string> Create() =>
        new("--input", "-i")
        {
            Description = "a JSON file with action, actor and snapshot; - reads standard input",
            HelpName = "FILE|-",
            Required = true,
        };

    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Read(string path, Terminal terminal)
    {
        try
        {
            using var file = path == "-" ? null : File.OpenText(path);
            var buffer = new char[MostCharacters + 1];
            var count = (file ?? terminal.In).ReadBlock(buffer);
            return count <= MostCharacters
                ? new string(buffer, 0, count)
                : throw new UsageException($"the input has more than {MostCharacters} characters");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"the input `{path}` cannot be read: {e.Message}");
        }
    }
}
