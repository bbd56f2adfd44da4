using Actra.Model;
using Spectre.Console;
using Workers.Running;

namespace Workers.Views;

/// <summary>Tables and sentences for people, at most 120 columns wide; without colours where the output is piped.</summary>
internal sealed class ConsoleView(IAnsiConsole console, TextWriter errors, Func<PolicySchema> schema) : IView
{
    private bool _live;

    public static IAnsiConsole Open()
    {
        var piped = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = piped ? AnsiSupport.No : AnsiSupport.Detect }
        );
        console.Profile.Width = piped ? 120 : Math.Clamp(console.Profile.Width, 60, 120);
        return console;
    }

    public void Started(string title) => console.MarkupLineInterpolated($"[bold]{title}[/]");

    public void BadLine(string file, int number, string problem) =>
        errors.WriteLine($"{file}({number}): {Plain.Of(problem)}");

    public void Problem(string text) => errors.WriteLine(Plain.Of(text));

    public void Part(string title)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
    }

    public void Say(string text) => console.WriteLine("  " + Plain.Of(text));

    public void Decided(IReadOnlyCollection<Tracked> items)
    {
        var table = new Table().Border(TableBorder.Horizontal);
        table.AddColumns(
            new TableColumn("Item, by").Width(20),
            new TableColumn("Asked").Width(30),
            new TableColumn("Decision, rule").Width(22),
            new TableColumn("Reason").Width(28),
            new TableColumn("Ended").Width(8)
        );
        foreach (var item in items)
        {
            table.AddRow(
                new Rows(
                    new Text(Plain.Of(item.Item.Name)),
                    new Text(Plain.Of(item.Item.ActorName) + (item.Item.Forged ? ", unsigned" : ""), Color.Grey)
                ),
                new Text(AskedText.Of(item.Item, schema())),
                new Rows(Paint(item.Effect ?? "-", item.Effect), new Text(item.Rule ?? "")),
                new Text(Plain.Of(item.Reason ?? "")),
                Paint(item.Outcome?.ToName() ?? "unknown", item.Outcome?.ToName())
            );
        }

        console.Write(table);
        Say("faulted: moved to the queue's fault queue, whole and with the reason; a job is failed, with the reason");
        _live = true;
    }

    public void Moved(Tracked item)
    {
        if (!_live)
        {
            return;
        }

        var place = item.Outcome == Outcome.Executed ? item.Place : item.Reason;
        console.Write(new Text($"  {Plain.Of(item.Item.Name)} "));
        console.Write(Paint(item.Outcome!.Value.ToName(), item.Outcome.Value.ToName()));
        console.WriteLine(place is null ? "" : $": {Plain.Of(place)}");
    }

    public void Totals(IReadOnlyCollection<Tracked> items)
    {
        Part("Totals");
        var table = new Table().Border(TableBorder.Horizontal);
        table.AddColumn("");
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            table.AddColumn(new TableColumn(outcome.ToName()).RightAligned());
        }

        table.AddColumn(new TableColumn("all").RightAligned());
        foreach (var kind in Enum.GetValues<ItemKind>())
        {
            Row(table, kind.ToString().ToLowerInvariant(), [.. items.Where(item => item.Item.Kind == kind)]);
        }

        Row(table, "all", [.. items]);
        console.Write(table);
    }

    private static void Row(Table table, string name, IReadOnlyCollection<Tracked> items) =>
        table.AddRow([
            name,
            .. Enum.GetValues<Outcome>().Select(outcome => $"{items.Count(item => item.Outcome == outcome)}"),
            $"{items.Count}",
        ]);

    private static Text Paint(string text, string? meaning) =>
        new(
            text,
            new Style(
                meaning switch
                {
                    "allow" or "executed" => Color.Green,
                    "block" or "faulted" or "denied" => Color.Red,
                    "require_approval" or "parked" or "expired" => Color.Yellow,
                    _ => Color.Default,
                }
            )
        );
}
