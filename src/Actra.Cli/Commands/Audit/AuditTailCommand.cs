using System.CommandLine;
using Actra.Audit;
using Actra.Cli.Audit;
using Actra.Storage;

namespace Actra.Cli.Commands.Audit;

/// <summary><c>actra audit tail DB</c>: the last records, and those that come.</summary>
internal static class AuditTailCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = DatabaseArgument.Create();
        var count = new Option<int>("-n", "--lines")
        {
            Description = "how many records",
            DefaultValueFactory = _ => 10,
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "go on until interrupted" };
        var json = new Option<bool>("--json") { Description = "one line of JSON per record" };
        var command = new Command("tail", "print the last records") { database, count, follow, json };
        command.SetAction(parsed =>
        {
            var lines = parsed.GetValue(count);
            if (lines < 0)
            {
                throw new UsageException("-n is how many records are wanted, and not negative");
            }

            using var file = DatabaseArgument.Open(parsed.GetRequiredValue(database));
            Func<AuditRecord, string> text = parsed.GetValue(json) ? RecordJson.Line : RecordLine.Of;
            TailAsync(terminal, new SqliteAuditLog(file), lines, parsed.GetValue(follow), text)
                .GetAwaiter()
                .GetResult();
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task TailAsync(
        Terminal terminal,
        SqliteAuditLog log,
        int count,
        bool follow,
        Func<AuditRecord, string> text
    )
    {
        var from = await log.LastAsync(CancellationToken.None) - count + 1;
        void Print(AuditRecord record) => terminal.Write(text(record));
        if (follow)
        {
            await LogFollower.FollowAsync(log, from, Print, TimeProvider.System, CancellationToken.None);
        }
        else
        {
            await LogFollower.PrintAsync(log, from, Print, CancellationToken.None);
        }
    }
}
