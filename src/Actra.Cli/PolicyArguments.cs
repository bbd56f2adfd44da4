using System.CommandLine;
using Actra.Compilation;

namespace Actra.Cli;

/// <summary>What every command takes: the policy's directory, and how strictly it is read.</summary>
internal sealed class PolicyArguments
{
    public Argument<string> Folder { get; } =
        new("DIR")
        {
            Description = "the directory with schema.yaml, policy.yaml and, if there is one, governance.yaml",
        };

    public Option<bool> Compatible { get; } =
        new("--compatible")
        {
            Description =
                "read version 1 as the original Actra 0.7.8 does, fail-open where it is; what strict refuses is a warning",
        };

    public void AddTo(Command command)
    {
        command.Add(Folder);
        command.Add(Compatible);
    }

    /// <exception cref="UsageException">There is no such directory.</exception>
    /// <exception cref="PolicyCompilationException">The policy does not compile.</exception>
    public ActraPolicy Compile(ParseResult parsed) =>
        Compile(parsed.GetRequiredValue(Folder), parsed.GetValue(Compatible));

    /// <inheritdoc cref="Compile(ParseResult)" />
    public static ActraPolicy Compile(string folder, bool compatible)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"there is no directory `{folder}`");
        }

        var strictness = compatible ? Strictness.Compatible : Strictness.Strict;
        return ActraPolicy.FromDirectory(folder, new CompilationOptions { Strictness = strictness });
    }
}
