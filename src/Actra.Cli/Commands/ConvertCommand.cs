using System.CommandLine;

namespace Actra.Cli.Commands;

/// <summary><c>actra convert</c>: policies of other systems as policies of this one.</summary>
internal static class ConvertCommand
{
    public static Command Create(Terminal terminal) =>
        new("convert", "write a policy of another system in version 2 of the language")
        {
            ConvertCapFenceCommand.Create(terminal),
        };
}
