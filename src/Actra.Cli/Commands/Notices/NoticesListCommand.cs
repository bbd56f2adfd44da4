using System.CommandLine;
using Actra.Approvals;

namespace Actra.Cli.Commands.Notices;

/// <summary><c>actra notices list DB</c>: dead letters, oldest first.</summary>
internal static class NoticesListCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var service = NoticesCommand.Service();
        var lines = new Option<int>("-n", "--lines")
        {
            Description = "how many notices",
            DefaultValueFactory = _ => 100,
        };
        var command = new Command("list", "list notices that were given up, oldest first") { service, lines };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            var count = parsed.GetValue(lines);
            if (count < 1)
            {
                throw new UsageException("-n is how many notices are wanted, and at least 1");
            }

            using var opened = database.Open(parsed);
            var dead = NoticesCommand
                .Of(opened)
                .DeadAsync(parsed.GetValue(service), count, CancellationToken.None)
                .AsTask()
                .GetAwaiter()
                .GetResult();
            foreach (var notice in dead)
            {
                terminal.Write(Line(notice));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string Line(PendingNotice pending)
    {
        var notice = pending.Notice;
        string[] parts =
        [
            notice.Id,
            Plain.Time(notice.At),
            $"{notice.Service}/{notice.Endpoint}",
            $"{Plain.Number(pending.Attempts)} attempts",
            pending.Error ?? "",
        ];
        return string.Join("  ", parts.Select(Plain.Text)).TrimEnd();
    }
}
