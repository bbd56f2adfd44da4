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

    public static void Write(Terminal terminal, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
