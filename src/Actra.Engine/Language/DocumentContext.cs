namespace Actra.Language;

/// <summary>One document being read: its name, how strictly, and where its diagnostics go.</summary>
internal sealed class DocumentContext(string file, string text, bool compatible, DiagnosticBag diagnostics)
{
    public string File { get; } = file;

    public string Text { get; } = text;

    /// <summary>True where the original's answers are reproduced, fail-open where it is.</summary>
    public bool Compatible { get; } = compatible;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>The version of the language that the document is read in: 1 or 2.</summary>
    public int Language { get; set; } = 1;

    /// <summary>The rule being read.</summary>
    public string? RuleId { get; set; }

    public void Error(string code, Position at, string message, string? hint = null) =>
        Diagnostics.Add(
            new Diagnostic(Severity.Error, code, Shorten(code, message), File, at.Line, at.Column, RuleId, hint)
        );

    public void Warning(string code, Position at, string message, string? hint = null) =>
        Diagnostics.Add(
            new Diagnostic(Severity.Warning, code, Shorten(code, message), File, at.Line, at.Column, RuleId, hint)
        );

    /// <summary>Reports what the original accepts in silence: an error here, a warning in compatible mode.</summary>
    public void Divergence(string code, Position at, string message, string? hint = null)
    {
        if (Compatible)
        {
            Warning(code, at, message, hint);
        }
        else
        {
            Error(code, at, message, hint);
        }
    }

    /// <summary>A hint that names the nearest of the words, or lists them where none is near and they are few.</summary>
    public string? Suggest(string word, IReadOnlyCollection<string> known) =>
        Diagnostics.IsFull ? null
        : Diagnostics.Nearest.Hint(word, known) is { } near ? near
        : known.Count is > 0 and <= 12 ? "known are " + string.Join(", ", known.Select(k => $"`{k}`"))
        : null;

    // A document can hold a word of a million letters; a message need not. What governance says is passed on whole.
    private static string Shorten(string code, string message) =>
        message.Length > 1_000 && code != Codes.GovernanceViolation ? message[..1_000] + "…" : message;
}
