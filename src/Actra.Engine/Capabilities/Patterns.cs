using System.Text.RegularExpressions;

namespace Actra.Capabilities;

/// <summary>Regular expressions as the original writes them (Python's <c>re</c>), with an end to how long they search.</summary>
internal static partial class Patterns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <summary>A pattern ready to search.</summary>
    /// <exception cref="ArgumentException">It is none, or one that only Python knows.</exception>
    public static Regex Read(string pattern)
    {
        var own = PythonOnly().Replace(pattern, Translate);
        try
        {
            return new Regex(own, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(own, RegexOptions.CultureInvariant, Limit);
        }
    }

    // Escapes are consumed in pairs, so that `\\(?P<` is an escaped backslash and then a group.
    [GeneratedRegex(
        @"\\Z|\\.|\(\?P<|\(\?P=(?<name>\w+)\)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PythonOnly();

    private static string Translate(System.Text.RegularExpressions.Match found) =>
        found.Value switch
        {
            @"\Z" => @"\z",
            "(?P<" => "(?<",
            _ when found.Groups["name"].Success => $@"\k<{found.Groups["name"].Value}>",
            _ => found.Value,
        };
}
