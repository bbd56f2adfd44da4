using System.Text.Json;
using Workers.Running;

namespace Workers.Views;

/// <summary>One JSON object per event on standard output and nothing else; what is wrong goes to standard error.</summary>
internal sealed class JsonView(TextWriter output, TextWriter errors) : IView
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Moved(Tracked item)
    {
        output.WriteLine(JsonSerializer.Serialize(item.ToEvent(), s_json));
        output.Flush();
    }

    public void BadLine(string file, int number, string problem) =>
        errors.WriteLine($"{file}({number}): {Plain.Of(problem)}");

    public void Problem(string text) => errors.WriteLine(Plain.Of(text));

    public void Started(string title) { }

    public void Decided(IReadOnlyCollection<Tracked> items) { }

    public void Part(string title) { }

    public void Say(string text) { }

    public void Totals(IReadOnlyCollection<Tracked> items) { }
}
