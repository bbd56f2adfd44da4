using System.CommandLine;
using Actra.Approvals;
using Actra.Cli.Approvals;
using Actra.Storage;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals list DB</c>: what waits for votes.</summary>
internal static class ApprovalsListCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = DatabaseArgument.Create();
        var all = new Option<bool>("--all") { Description = "in every state, not only pending ones" };
        var service = new Option<string?>("--service") { Description = "of one service only" };
        var command = new Command("list", "list requests that wait for votes, newest first") { database, all, service };
        command.SetAction(parsed =>
        {
            using var file = DatabaseArgument.Open(parsed.GetRequiredValue(database));
            var query = new ApprovalQuery
            {
                Service = parsed.GetValue(service),
                States = parsed.GetValue(all) ? null : [ApprovalState.Pending],
                Limit = ApprovalQuery.LongestPage,
            };
            return ListAsync(terminal, file, query).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> ListAsync(Terminal terminal, SqliteDatabase file, ApprovalQuery query)
    {
        var store = ApprovalsCommand.Store(file);
        while (true)
        {
            var page = await store.ListAsync(query, CancellationToken.None);
            foreach (var request in page)
            {
                terminal.Write(RequestText.Line(request));
            }

            if (page.Count < query.Limit)
            {
                return ExitCodes.Done;
            }

            query = query with { After = page[^1].Id };
        }
    }
}
