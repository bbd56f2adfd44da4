using System.Globalization;

namespace Actra.Language;

/// <summary>Something that is wrong with a document, with the place where it is wrong.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">A stable code, for example <c>ACT1203</c>; each has a page under <c>docs/errors</c>.</param>
/// <param name="Message">What is wrong, in lower case, user input in backticks.</param>
/// <param name="File">The document's name, as it was given.</param>
/// <param name="Line">The line, from 1; 0 where the document as a whole is meant.</param>
/// <param name="Column">The column, from 1; 0 where the document as a whole is meant.</param>
/// <param name="RuleId">The rule in question, if any; for governance the governance rule.</param>
/// <param name="Hint">What could be done about it, if that can be guessed.</param>
public sealed record Diagnostic(
    Severity Severity,
    string Code,
    string Message,
    string File,
    int Line,
    int Column,
    string? RuleId = null,
    string? Hint = null
)
{
    /// <summary>The diagnostic as compilers print it: one line, and a second one with rule and hint where there are any.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column})") : File;
        var text = $"{place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
        return (RuleId, Hint) switch
        {
            (null, null) => text,
            (null, _) => $"{text}\n    {Hint}",
            (_, null) => $"{text}\n    rule `{RuleId}`",
            _ => $"{text}\n    rule `{RuleId}`: {Hint}",
        };
    }
}
