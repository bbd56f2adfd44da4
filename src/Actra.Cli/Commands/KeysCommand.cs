using System.CommandLine;
using Actra.Model;
using Actra.Storage;

namespace Actra.Cli.Commands;

/// <summary><c>actra keys new --id ID --output FILE</c>: a key for a host's ring, or for an approver.</summary>
internal static class KeysCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Option<string>("--id") { Description = "the key's id: no blanks", Required = true };
        var output = new Option<string>("--output", "-o")
        {
            Description = "the file to make; one that is there is never overwritten",
            HelpName = "FILE",
            Required = true,
        };
        var create = new Command("new", "make a key of 32 random bytes in a file that only its owner can read")
        {
            id,
            output,
        };
        create.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            try
            {
                ActraKeyFile.WriteNew(path, parsed.GetRequiredValue(id));
            }
            catch (ActraException e)
            {
                throw new UsageException(e.Message);
            }

            terminal.Write($"made the key `{parsed.GetRequiredValue(id)}` in {path}");
            return ExitCodes.Done;
        });
        return new Command("keys", "make keys") { create };
    }
}
