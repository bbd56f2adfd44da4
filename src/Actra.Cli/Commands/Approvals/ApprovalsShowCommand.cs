using System.CommandLine;
using Actra.Cli.Approvals;
using Actra.Storage;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals show DB ID</c>: all that an approver must see.</summary>
internal static class ApprovalsShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = DatabaseArgument.Create();
        var id = ApprovalsCommand.Id();
        var command = new Command("show", "show a request: what is asked, by whom, why, its votes and its digest")
        {
            database,
            id,
        };
        command.SetAction(parsed =>
        {
            using var file = DatabaseArgument.Open(parsed.GetRequiredValue(database));
            return ShowAsync(terminal, file, parsed.GetRequiredValue(id)).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> ShowAsync(Terminal terminal, SqliteDatabase file, string id)
    {
        var request = await ApprovalsCommand.GetAsync(ApprovalsCommand.Store(file), id);
        var inbox = await new SqliteVoteInbox(file).ListAsync(id, CancellationToken.None);
        foreach (var line in RequestText.Lines(request, inbox))
        {
            terminal.Write(line);
        }

        return ExitCodes.Done;
    }
}
