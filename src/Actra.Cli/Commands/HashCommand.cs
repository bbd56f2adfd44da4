using System.CommandLine;

namespace Actra.Cli.Commands;

/// <summary><c>actra hash DIR</c>: the hash that decisions, records and health checks name.</summary>
internal static class HashCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new PolicyArguments();
        var command = new Command("hash", "print the policy's hash, equal on every machine and for every formatting");
        policy.AddTo(command);
        command.SetAction(parsed =>
        {
            terminal.Write(policy.Compile(parsed).Hash);
            return ExitCodes.Done;
        });
        return command;
    }
}
