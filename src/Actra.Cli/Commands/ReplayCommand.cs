using System.CommandLine;
using System.Globalization;
using Actra.Cli.Audit;
using Actra.Cli.Replay;
using Actra.Model;

namespace Actra.Cli.Commands;

/// <summary><c>actra replay DB --policy DIR</c>: which recorded decisions would another policy make otherwise?</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var log = new DatabaseArguments();
        var policy = new Option<string>("--policy")
        {
            Description = "the directory of the policy that is to be tried",
            HelpName = "DIR",
            Required = true,
        };
        var compatible = new PolicyArguments().Compatible;
        var json = new Option<bool>("--json") { Description = "a line of JSON per decision, and one for the sum" };
        var from = Time("--from", "only what was decided at this time or later: 2026-03-01 or 2026-03-01T09:30:00Z");
        var to = Time("--to", "only what was decided before this time");
        var action = new Option<string?>("--action") { Description = "only of one action" };
        var service = new Option<string?>("--service") { Description = "only of one service" };
        var archive = new Option<string?>("--archive")
        {
            Description = "the folder with what has left the log: it is replayed first",
            HelpName = "DIR",
        };
        var command = new Command(
            "replay",
            "try a policy on recorded decisions; 0 where none would be another, 7 where some would, 8 where some cannot be told"
        )
        {
            policy,
            compatible,
            json,
            from,
            to,
            action,
            service,
            archive,
        };
        log.AddTo(command);
        command.SetAction(parsed =>
        {
            var chosen = new ReplayFilter(
                When(parsed.GetValue(from)) ?? DateTimeOffset.MinValue,
                When(parsed.GetValue(to)) ?? DateTimeOffset.MaxValue,
                parsed.GetValue(action),
                parsed.GetValue(service)
            );
            var tried = PolicyArguments.Compile(parsed.GetRequiredValue(policy), parsed.GetValue(compatible));
            var place = parsed.GetRequiredValue(log.Database);
            var before = parsed.GetValue(archive) is { } folder ? ArchivePlace.Read(folder) : [];
            using var database = ArchivePlace.IsOne(place) ? null : log.Open(parsed);
            IReplayPrinter printer = parsed.GetValue(json) ? new ReplayJson(terminal) : new ReplayText(terminal);
            var run = new ReplayRun(tried, chosen, printer);
            return run.RunAsync(database is null ? [.. before, .. ArchivePlace.Read(place)] : before, database?.Log)
                .GetAwaiter()
                .GetResult();
        });
        return command;
    }

    private static Option<string?> Time(string name, string description) =>
        new(name) { Description = description, HelpName = "TIME" };

    private static DateTimeOffset? When(string? text) =>
        text is null ? null
        : Timestamps.TryParse(text, out var time) ? time
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
        : throw new UsageException($"`{text}` is no time; write 2026-03-01 or 2026-03-01T09:30:00Z");
}
