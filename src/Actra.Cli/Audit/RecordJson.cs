using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actra.Audit;

namespace Actra.Cli.Audit;

/// <summary>A record as one line of JSON; what is not there is left out.</summary>
internal static class RecordJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static string Line(AuditRecord record)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, record);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, AuditRecord record)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", record.Sequence);
        writer.WriteString("time", Plain.Time(record.Entry.Time));
        writer.WriteString("kind", RecordColumns.Kind(record.Entry));
        foreach (var (name, of) in RecordColumns.Texts)
        {
            if (of(record.Entry) is { } text)
            {
                writer.WriteString(name, text);
            }
        }

        if (record.Entry.Duration is { } duration)
        {
            writer.WriteNumber("duration_ms", duration.TotalMilliseconds);
        }

        if (record.Entry.Inputs.Count > 0)
        {
            Write(writer, "inputs", record.Entry.Inputs);
        }

        if (record.Entry.InputTypes is { Count: > 0 } types)
        {
            Write(writer, "input_types", types);
        }

        writer.WriteString("previous_hash", record.PreviousHash);
        writer.WriteString("hash", record.Hash);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> pairs)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}
