using System.CommandLine;
using Actra.Storage;

namespace Actra.Cli.Commands.Keys;

/// <summary><c>actra keys new</c>: a key for a host's ring, or with <c>--approver</c> for a person who acts on requests.</summary>
internal static class KeysNewCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Option<string?>("--id") { Description = "the id of a host's key: no blanks" };
        var approver = new Option<bool>("--approver")
        {
            Description = "a person's key: a private half in FILE, a public half beside it, and an id made from that",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "the file to make; one that is there is never overwritten",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("new", "make a key in a file that only its owner can read") { id, approver, output };
        command.SetAction(parsed =>
        {
            var path = Usage.Given(output, parsed.GetRequiredValue(output));
            if (parsed.GetValue(approver))
            {
                return parsed.GetValue(id) is null
                    ? Approver(terminal, path)
                    : throw new UsageException(
                        "the id of an approver's key is made from its public half: leave --id out"
                    );
            }

            return Host(
                terminal,
                path,
                parsed.GetValue(id)
                    ?? throw new UsageException("--id names a host's key; --approver makes a person's, without an id")
            );
        });
        return command;
    }

    private static int Host(Terminal terminal, string path, string id)
    {
        Usage.Of(() => ActraKeyFile.WriteNew(path, id));
        terminal.Write($"made the key `{id}` in {path}");
        return ExitCodes.Done;
    }

    private static int Approver(Terminal terminal, string path)
    {
        var signer = Usage.Of(() => ApproverKeyFile.WriteNew(path));
        terminal.Write(
            $"made the key `{signer.KeyId}` in {path}; its public half is in {ApproverKeyFile.PublicPath(path)}"
        );
        terminal.Out.Write(signer.PublicHalf);
        return ExitCodes.Done;
    }
}
