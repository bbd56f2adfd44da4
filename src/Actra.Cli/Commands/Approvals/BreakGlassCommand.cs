using System.CommandLine;
using Actra.Approvals;
using Actra.Cli.Approvals;
using Actra.Model;
using Actra.Storage;

namespace Actra.Cli.Commands.Approvals;

/// <summary>
/// <c>actra approvals break-glass DB ID</c>: two people approve past all groups, straight in the database. For hosts that are gone, and roles that nobody holds.
/// </summary>
internal static class BreakGlassCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var id = ApprovalsCommand.Id();
        var first = new PersonOptions("--as", "--key", "one of the two people", "their private key");
        var second = new PersonOptions("--with", "--with-key", "the other one", "the other one's private key");
        var comment = new Option<string>("--comment")
        {
            Description = "what the emergency is",
            HelpName = "TEXT",
            Required = true,
        };
        var keys = new Option<string?>("--keys")
        {
            Description = "the host's key file: what a host with keys has parked is not believed without its seal",
            HelpName = "FILE",
        };
        var approvers = new Option<string?>("--approvers")
        {
            Description = "the file that actra keys register writes: then both keys must speak for their people there",
            HelpName = "FILE",
        };
        var yes = new Option<bool>("--yes", "-y") { Description = "do not ask" };
        var command = new Command(
            "break-glass",
            "approve past all groups as two people, straight in the database; 0 done, 5 refused"
        );
        database.AddTo(command);
        command.Add(id);
        first.AddTo(command);
        second.AddTo(command);
        foreach (var option in new Option[] { comment, keys, approvers, yes })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var run = new BreakGlassRun(
                terminal,
                [first.Read(parsed), second.Read(parsed)],
                Usage.Given(comment, parsed.GetRequiredValue(comment)),
                parsed.GetValue(keys) is { } ring ? new GrantSealer(Usage.Of(() => ActraKeyFile.ReadRing(ring))) : null,
                parsed.GetValue(approvers) is { } file ? Usage.Of(() => new VoteKeys(VoteKeyFile.Read(file))) : null
            );
            using var opened = database.Open(parsed, readOnly: false);
            return run.RunAsync(opened, parsed.GetRequiredValue(id), parsed.GetValue(yes)).GetAwaiter().GetResult();
        });
        return command;
    }

    /// <summary>One of the two.</summary>
    private sealed class PersonOptions(string by, string key, string who, string whose)
    {
        private readonly Option<string> _by = new(by)
        {
            Description = who,
            HelpName = "IDENTITY",
            Required = true,
        };

        private readonly Option<string> _key = new(key)
        {
            Description = whose,
            HelpName = "FILE",
            Required = true,
        };

        public void AddTo(Command command)
        {
            command.Add(_by);
            command.Add(_key);
        }

        public Signature Read(ParseResult parsed)
        {
            var path = Usage.Given(_key, parsed.GetRequiredValue(_key));
            var signer = Usage.Of(() => ApproverKeyFile.ReadSigner(path));
            return signer.PublicHalf is null
                ? throw new UsageException($"`{path}` holds a shared secret, and here a person's key is needed")
                : new Signature(Usage.Given(_by, parsed.GetRequiredValue(_by)), signer, null, TimeSpan.Zero);
        }
    }
}
