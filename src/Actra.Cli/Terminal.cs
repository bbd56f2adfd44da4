using Spectre.Console;

namespace Actra.Cli;

/// <summary>Where the tool reads and writes. Colours go to a terminal only: never into a pipe or a file, and never where <c>NO_COLOR</c> is set.</summary>
/// <param name="input">What is typed or piped in.</param>
/// <param name="output">Results.</param>
/// <param name="error">Diagnostics and mistakes.</param>
/// <param name="colours">True where colours may be written.</param>
/// <param name="asks">True where a person sits at both ends and can be asked.</param>
/// <param name="columns">How wide the screen is; null where results go into a pipe or a file, or onto something that cannot be cleared.</param>
internal sealed class Terminal(
    TextReader input,
    TextWriter output,
    TextWriter error,
    bool colours = false,
    bool asks = false,
    int? columns = null
)
{
    /// <summary>The terminal wraps; a line broken by us could not be copied.</summary>
    private const int Unlimited = 100_000;

    private readonly IAnsiConsole? _output = colours ? Console(output) : null;
    private readonly IAnsiConsole? _error = colours ? Console(error) : null;

    public TextReader In => input;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public bool Asks => asks;

    /// <summary>True where what was printed can be replaced.</summary>
    public bool IsScreen => columns is not null;

    public static Terminal OfProcess()
    {
        var screen =
            !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null);
        var plain =
            !screen
            || System.Console.IsErrorRedirected
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(
            System.Console.In,
            System.Console.Out,
            System.Console.Error,
            colours: !plain,
            asks: !System.Console.IsInputRedirected && !System.Console.IsOutputRedirected,
            columns: screen ? Math.Max(System.Console.WindowWidth, 80) : null
        );
    }

    public void Write(string line, Color? color = null) => Write(_output, output, line, color);

    public void WriteError(string line, Color? color = null) => Write(_error, error, line, color ?? Color.Red);

    /// <summary>Asks; only a yes is a yes.</summary>
    public bool Agrees(string question)
    {
        output.Write($"{Plain(question)} [y/N] ");
        output.Flush();
        return input.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    /// <summary>Writes a table: as wide as the screen, or a line per row where nobody sits before one. Its cells are texts, never markup.</summary>
    public void Write(Table table) => output.Write(Render(table));

    /// <summary>A table as it would be written.</summary>
    public string Render(Table table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = columns ?? Unlimited;
        console.Write(table);
        return string.Concat(text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd() + output.NewLine));
    }

    /// <summary>Puts a text in place of all that is on the screen.</summary>
    public void Replace(string text)
    {
        output.Write("\e[2J\e[H" + text);
        output.Flush();
    }

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
        console.Profile.Width = Unlimited;
        return console;
    }
}
