using Spectre.Console;

namespace Actra.Cli;

/// <summary>Where the tool reads and writes. Colours go to a terminal only: never into a pipe or a file, and never where <c>NO_COLOR</c> is set.</summary>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error, bool colours = false)
{
    private readonly IAnsiConsole? _output = colours ? Console(output) : null;
    private readonly IAnsiConsole? _error = colours ? Console(error) : null;

    public TextReader In => input;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public static Terminal OfProcess()
    {
        var plain =
            System.Console.IsOutputRedirected
            || System.Console.IsErrorRedirected
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new Terminal(System.Console.In, System.Console.Out, System.Console.Error, !plain);
    }

    public void Write(string line, Color? color = null) => Write(_output, output, line, color);

    public void WriteError(string line, Color? color = null) => Write(_error, error, line, color ?? Color.Red);

    private static void Write(IAnsiConsole? console, TextWriter plain, string text, Color? color)
    {
        var line = Plain(text);
        if (console is null || color is null)
        {
            plain.WriteLine(line);
        }
        else
        {
            console.WriteLine(line, new Style(color));
        }
    }

    /// <summary>What an input says stands in reasons and messages: with control characters it could move the cursor, or write lines of its own.</summary>
    private static string Plain(string text) =>
        text.Any(IsControl) ? string.Concat(text.Select(c => IsControl(c) ? $"\\u{(int)c:x4}" : $"{c}")) : text;

    private static bool IsControl(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // The terminal wraps; a line broken by us could not be copied.
        console.Profile.Width = 100_000;
        return console;
    }
}
