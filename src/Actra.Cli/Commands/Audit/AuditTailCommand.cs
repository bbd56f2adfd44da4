using System.CommandLine;
using Actra.Audit;
using Actra.Cli.Audit;

namespace Actra.Cli.Commands.Audit;

/// <summary><c>actra audit tail DB</c>: the last records, and those that come.</summary>
internal static class AuditTailCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var count = new Option<int>("-n", "--lines")
        {
            Description = "how many records",
            DefaultValueFactory = _ => 10,
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "go on until interrupted" };
        var json = new Option<bool>("--json") { Description = "one line of JSON per record" };
        var command = new Command("tail", "print the last records") { count, follow, json };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            var lines = parsed.GetValue(count);
            if (lines < 0)
            {
                throw new UsageException("-n is how many records are wanted, and not negative");
            }

            using var opened = database.Open(parsed);
            Func<AuditRecord, string> text = parsed.GetValue(json) ? RecordJson.Line : RecordLine.Of;
            TailAsync(terminal, opened, lines, parsed.GetValue(follow), text).GetAwaiter().GetResult();
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task TailAsync(
        Terminal terminal,
        HostDatabase database,
        int count,
        bool follow,
        Func<AuditRecord, string> text
    )
    {
        var from = await database.LastAsync(CancellationToken.None) - count + 1;
        void Print(AuditRecord record) => terminal.Write(text(record));
        if (follow)
        {
            await LogFollower.FollowAsync(database.Log, from, Print, TimeProvider.System, CancellationToken.None);
        }
        else
        {
            await LogFollower.PrintAsync(database.Log, from, Print, CancellationToken.None);
        }
    }
}
