using System.CommandLine;
using Actra.Approvals;
using Actra.Cli.Approvals;
using Spectre.Console;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals list DB</c>: what waits for votes, or whatever else the filters say.</summary>
internal static class ApprovalsListCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var filter = new RequestFilter();
        var all = new Option<bool>("--all") { Description = "in every state, not only pending ones" };
        var json = new Option<bool>("--json")
        {
            Description = "one JSON document; with --watch a line of JSON per change",
        };
        var watch = new Option<bool>("--watch")
        {
            Description =
                "go on until interrupted: the list anew whenever it changes, or a line per change where it is piped",
        };
        var command = new Command("list", "list requests that wait for votes, newest first");
        database.AddTo(command);
        command.Add(all);
        filter.AddTo(command);
        command.Add(watch);
        command.Add(json);
        command.SetAction(parsed =>
        {
            ApprovalQuery Query() =>
                filter.Query(
                    parsed,
                    parsed.GetValue(all) ? null : [ApprovalState.Pending],
                    TimeProvider.System.GetUtcNow()
                );
            _ = Query();
            using var opened = database.Open(parsed);
            var wantsJson = parsed.GetValue(json);
            if (parsed.GetValue(watch))
            {
                using var interrupt = new Interrupt();
                WatchAsync(terminal, opened.Store, Query, wantsJson, interrupt.Token).GetAwaiter().GetResult();
            }
            else
            {
                ListAsync(terminal, opened.Store, Query(), wantsJson).GetAwaiter().GetResult();
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Prints what changes, until it is told to end.</summary>
    internal static Task WatchAsync(
        Terminal terminal,
        IApprovalStore store,
        Func<ApprovalQuery> query,
        bool json,
        CancellationToken ct
    )
    {
        var screen = "";
        return new RequestWatcher(store, query, TimeProvider.System).RunAsync(Tell, ct);

        void Tell(IReadOnlyList<ApprovalRequest> all, IReadOnlyList<ApprovalRequest> changes)
        {
            if (!terminal.IsScreen || json)
            {
                foreach (var request in changes)
                {
                    terminal.Write(json ? RequestJson.Line(request) : RequestText.Line(request));
                }

                terminal.Out.Flush();
            }
            else if (terminal.Render(Table(all)) is var table && table != screen)
            {
                screen = table;
                terminal.Replace(table);
            }
        }
    }

    private static Table Table(IReadOnlyList<ApprovalRequest> requests) =>
        RequestTable.Of(requests, TimeProvider.System.GetUtcNow());

    private static async Task ListAsync(Terminal terminal, IApprovalStore store, ApprovalQuery query, bool json)
    {
        var (page, after) = await RequestPage.ReadAsync(store, query);
        if (json)
        {
            JsonOutput.Write(terminal, writer => Write(writer, page, after), ascii: true);
            return;
        }

        if (page.Count == 0)
        {
            terminal.Write("no request is like that");
            return;
        }

        terminal.Write(Table(page));
        if (after is not null)
        {
            terminal.Write($"more follow: --after {Plain.Text(after)}");
        }
    }

    private static void Write(
        System.Text.Json.Utf8JsonWriter writer,
        IReadOnlyList<ApprovalRequest> page,
        string? after
    )
    {
        writer.WriteStartObject();
        writer.WriteStartArray("requests");
        foreach (var request in page)
        {
            RequestJson.Write(writer, request);
        }

        writer.WriteEndArray();
        writer.WriteString("after", after);
        writer.WriteEndObject();
    }
}
