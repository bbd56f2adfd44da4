using System.CommandLine;
using Actra.Approvals;
using Actra.Cli.Approvals;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals show DB ID</c>: all that an approver must see.</summary>
internal static class ApprovalsShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var id = ApprovalsCommand.Id();
        var json = new Option<bool>("--json") { Description = "one JSON document" };
        var command = new Command("show", "show a request: what is asked, by whom, why, its votes and its digest");
        database.AddTo(command);
        command.Add(id);
        command.Add(json);
        command.SetAction(parsed =>
        {
            using var opened = database.Open(parsed);
            ShowAsync(terminal, opened.Store, parsed.GetRequiredValue(id), parsed.GetValue(json))
                .GetAwaiter()
                .GetResult();
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task ShowAsync(Terminal terminal, IApprovalStore store, string id, bool json)
    {
        var request = await ApprovalsCommand.GetAsync(store, id);
        IReadOnlyList<InboxVote> inbox = store.Votes is { } votes
            ? await votes.ListAsync(id, CancellationToken.None)
            : [];
        if (json)
        {
            JsonOutput.Write(terminal, writer => RequestJson.Write(writer, request, inbox), ascii: true);
            return;
        }

        foreach (var line in RequestText.Lines(request, inbox))
        {
            terminal.Write(line);
        }
    }
}
