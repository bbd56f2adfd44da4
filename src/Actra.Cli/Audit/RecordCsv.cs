using System.Globalization;
using System.Text.Json;
using Actra.Audit;

namespace Actra.Cli.Audit;

/// <summary>Records as RFC 4180 writes them. A text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal static class RecordCsv
{
    public static string Header { get; } =
        string.Join(
            ',',
            [
                "sequence",
                "time",
                "kind",
                .. RecordColumns.Texts.Select(column => column.Name),
                "duration_ms",
                "inputs",
                "input_types",
                "previous_hash",
                "hash",
            ]
        );

    public static string Line(AuditRecord record) =>
        string.Join(
            ',',
            [
                Plain.Number(record.Sequence),
                Plain.Time(record.Entry.Time),
                RecordColumns.Kind(record.Entry),
                .. RecordColumns.Texts.Select(column => Cell(column.Of(record.Entry))),
                record.Entry.Duration?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) ?? "",
                Pairs(record.Entry.Inputs),
                Pairs(record.Entry.InputTypes),
                record.PreviousHash,
                record.Hash,
            ]
        );

    private static string Pairs(IReadOnlyDictionary<string, string>? pairs) =>
        pairs is { Count: > 0 } ? Cell(JsonSerializer.Serialize(pairs)) : "";

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny("\",\r\n")
            ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : safe;
    }
}
