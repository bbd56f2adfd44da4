using System.Text.Json;
using Actra.Compilation;
using Actra.Language;

namespace Actra.Cli;

/// <summary>The result of a check: <c>{"ok", "hash", "diagnostics": [{"severity", "code", "message", "file", "line", "column", "rule", "hint"}]}</c>.</summary>
internal static class DiagnosticsJson
{
    public static void Write(Utf8JsonWriter writer, ActraPolicy? policy, IReadOnlyList<Diagnostic> diagnostics)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("ok", policy is not null);
        writer.WriteString("hash", policy?.Hash);
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
            writer.WriteString("code", diagnostic.Code);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteString("file", diagnostic.File);
            writer.WriteNumber("line", diagnostic.Line);
            writer.WriteNumber("column", diagnostic.Column);
            writer.WriteString("rule", diagnostic.RuleId);
            writer.WriteString("hint", diagnostic.Hint);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
