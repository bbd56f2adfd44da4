using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actra.Cli;

/// <summary>JSON for machines: indented, one document, on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="terminal">Where it goes.</param>
    /// <param name="write">Writes the document.</param>
    /// <param name="ascii">True where texts of others stand in it: what is not ASCII is escaped, so that it moves nothing on a terminal.</param>
    public static void Write(Terminal terminal, Action<Utf8JsonWriter> write, bool ascii = false)
    {
        using var buffer = new MemoryStream();
        var options = ascii ? Options with { Encoder = JavaScriptEncoder.Default } : Options;
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
