using System.Text;
using Actra.Model;

namespace Actra.Language;

/// <summary>A reason with placeholders: <c>Refund of {action.amount}</c>; <c>{{</c> and <c>}}</c> stand for braces.</summary>
/// <param name="Parts">Texts and placeholders in turn.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ReasonSyntax(IReadOnlyList<ReasonPart> Parts, Position At)
{
    /// <summary>Reads a reason; a message where it is malformed.</summary>
    public static (ReasonSyntax? Reason, string? Problem) Parse(string text, Position at)
    {
        var parts = new List<ReasonPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '}')
            {
                return (null, "the reason has a `}` without a `{`");
            }
            else if (c == '{')
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    return (null, "the reason has a `{` without a `}`");
                }

                var name = text[(i + 1)..end];
                var dot = name.IndexOf('.', StringComparison.Ordinal);
                if (dot < 0 || !DomainNames.TryParse(name[..dot], out var domain))
                {
                    return (null, $"the placeholder `{{{name}}}` names no field");
                }

                Flush(parts, literal);
                parts.Add(new ReasonPart(null, new FieldRef(domain, name[(dot + 1)..])));
                i = end;
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(parts, literal);
        return (new ReasonSyntax(parts, at), null);
    }

    private static void Flush(List<ReasonPart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new ReasonPart(literal.ToString(), null));
            literal.Clear();
        }
    }
}

/// <summary>A piece of a reason: either a text or a placeholder.</summary>
internal readonly record struct ReasonPart(string? Text, FieldRef? Field);
