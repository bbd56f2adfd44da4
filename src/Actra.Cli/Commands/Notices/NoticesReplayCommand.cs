using System.CommandLine;
using Actra.Approvals;

namespace Actra.Cli.Commands.Notices;

/// <summary><c>actra notices replay DB ID…</c>: dead letters are sent again, by whatever host of their service comes next.</summary>
internal static class NoticesReplayCommand
{
    private const int Page = 1_000;

    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var ids = new Argument<string[]>("ID")
        {
            Description = "the notices, as list prints them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = "every one that was given up" };
        var service = NoticesCommand.Service();
        var command = new Command("replay", "send notices again that were given up") { all, service };
        database.AddTo(command);
        command.Add(ids);
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(ids) ?? [];
            if (parsed.GetValue(all) == wanted.Length > 0)
            {
                throw new UsageException("say which notices, or --all");
            }

            using var opened = database.Open(parsed, readOnly: false);
            var outbox = NoticesCommand.Of(opened);
            return (
                wanted.Length > 0
                    ? ReplayAsync(terminal, outbox, wanted)
                    : ReplayAllAsync(terminal, outbox, parsed.GetValue(service))
            )
                .GetAwaiter()
                .GetResult();
        });
        return command;
    }

    private static async Task<int> ReplayAsync(Terminal terminal, INoticeOutbox outbox, IEnumerable<string> ids)
    {
        var missing = new List<string>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await outbox.ReplayAsync(id, TimeProvider.System.GetUtcNow(), CancellationToken.None))
            {
                terminal.Write(Replayed(id));
            }
            else
            {
                missing.Add(id);
            }
        }

        return missing.Count == 0
            ? ExitCodes.Done
            : throw new UsageException(
                $"not among those that were given up: {string.Join(", ", missing.Select(id => $"`{Plain.Text(id)}`"))}"
            );
    }

    private static async Task<int> ReplayAllAsync(Terminal terminal, INoticeOutbox outbox, string? service)
    {
        // A host may give one up again meanwhile: each is sent again once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var dead = await outbox.DeadAsync(service, Page, CancellationToken.None);
            var fresh = dead.Select(pending => pending.Notice.Id).Where(seen.Add).ToList();
            if (fresh.Count == 0)
            {
                return ExitCodes.Done;
            }

            foreach (var id in fresh)
            {
                if (await outbox.ReplayAsync(id, TimeProvider.System.GetUtcNow(), CancellationToken.None))
                {
                    terminal.Write(Replayed(id));
                }
            }
        }
    }

    private static string Replayed(string id) => $"{Plain.Text(id)} is sent again";
}
