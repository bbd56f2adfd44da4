using Actra.Language;
using Spectre.Console;

namespace Actra.Cli;

/// <summary>Diagnostics for people: as compilers print them, on the error stream, with a count at the end.</summary>
internal static class DiagnosticsPrinter
{
    public static void Print(Terminal terminal, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            foreach (var line in diagnostic.ToString().Split('\n'))
            {
                terminal.WriteError(line, diagnostic.Severity == Severity.Error ? Color.Red : Color.Yellow);
            }
        }

        var errors = diagnostics.Count(d => d.Severity == Severity.Error);
        var warnings = diagnostics.Count - errors;
        if (diagnostics.Count > 0)
        {
            terminal.WriteError($"{Count(errors, "error")}, {Count(warnings, "warning")}", Color.Default);
        }
    }

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
