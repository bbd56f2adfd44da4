using System.CommandLine;

namespace Actra.Cli.Commands.Keys;

/// <summary><c>actra keys</c>: keys of hosts and of people.</summary>
internal static class KeysCommand
{
    public static Command Create(Terminal terminal) =>
        new("keys", "make keys, and say whose votes a host believes")
        {
            KeysNewCommand.Create(terminal),
            KeysRegisterCommand.Create(terminal),
        };
}
