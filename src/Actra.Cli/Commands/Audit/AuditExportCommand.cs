using System.CommandLine;
using System.Text;
using Actra.Audit;
using Actra.Cli.Audit;

namespace Actra.Cli.Commands.Audit;

/// <summary><c>actra audit export DB --format jsonl|csv</c>: all records, for other tools.</summary>
internal static class AuditExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var format = new Option<string>("--format")
        {
            Description = "jsonl: a JSON object per line; csv: with a header",
            Required = true,
        };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "the file to make; standard output where none is named",
            HelpName = "FILE",
        };
        var command = new Command("export", "write all records as jsonl or csv") { format, output };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            using var opened = database.Open(parsed);
            var csv = parsed.GetRequiredValue(format) == "csv";
            if (parsed.GetValue(output) is not { } path)
            {
                ExportAsync(opened.Log, terminal.Out, csv).GetAwaiter().GetResult();
                return ExitCodes.Done;
            }

            using var writer = Create(path);
            ExportAsync(opened.Log, writer, csv).GetAwaiter().GetResult();
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task ExportAsync(IAuditLog log, TextWriter writer, bool csv)
    {
        if (csv)
        {
            writer.Write(RecordCsv.Header + "\r\n");
        }

        await LogFollower.PrintAsync(
            log,
            long.MinValue,
            record => writer.Write(csv ? RecordCsv.Line(record) + "\r\n" : RecordJson.Line(record) + "\n"),
            CancellationToken.None
        );
    }

    private static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(new FileStream(path, FileMode.CreateNew), new UTF8Encoding(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"`{path}` cannot be written: {e.Message}");
        }
    }
}
