using System.Text.Json;
using Actra.Capabilities;

namespace Actra.Engine.Tests.Capabilities;

public class ActionEventTests
{
    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var action = ActionEvent.Create("agent", "read", "files");

        Assert.Equal(("development", "low"), (action.Environment, action.Risk.Level));
        Assert.Null(action.Payload);
    }

    [Fact]
    public void Metadata_is_copied_when_the_event_is_made()
    {
        var payload = new Dictionary<string, object?> { ["amount"] = 1 };
        var action = ActionEvent.Create("agent", "send", "pay", payload: payload);
        payload["amount"] = 60_000;

        Assert.Equal(1, action.Payload!.Value.GetProperty("amount").GetInt32());
    }

    [Fact]
    public void A_payload_that_is_no_JSON_is_refused()
    {
        var circular = new Dictionary<string, object?>();
        circular["self"] = circular;

        var e = Assert.Throws<ActionEventException>(() =>
            ActionEvent.Create("agent", "send", "pay", payload: circular)
        );
        Assert.StartsWith("metadata must be completely JSON-serializable", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    public void Names_are_not_blank_and_hold_no_control_characters(string name) =>
        Assert.Throws<ActionEventException>(() => ActionEvent.Create(name, "read", "files"));

    [Theory]
    [InlineData("""{"actor":"a","action":"b","resource":"c","metadata":{"scope":"x","scope":"y"}}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","actor":"d"}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","who":"d"}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","risk":null}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","environment":null}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","risk":1e999}""")]
    [InlineData("""{"actor":"\ud800","action":"b","resource":"c"}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","metadata":{"payload":{"x":"\ud800"}}}""")]
    [InlineData("""{"actor":"a","action":"b","resource":"c","metadata":{"payload":{"x":1,"x":2}}}""")]
    [InlineData("[]")]
    public void Json_that_is_no_event_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<ActionEventException>(() => ActionEvent.FromJson(document.RootElement));
    }

    [Fact]
    public void A_payload_that_is_too_deep_or_too_large_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 500)) + string.Concat(Enumerable.Repeat("]", 500));
        using var document = JsonDocument.Parse(
            """{"actor":"a","action":"b","resource":"c","metadata":{"payload":{"x":DEEP}}}""".Replace("DEEP", deep),
            new JsonDocumentOptions { MaxDepth = 1000 }
        );

        Assert.Throws<ActionEventException>(() => ActionEvent.FromJson(document.RootElement));
        Assert.Throws<ActionEventException>(() =>
            ActionEvent.Create("a", "b", "c", payload: new { x = new string('x', 2_000_000) })
        );
    }

    [Theory]
    [InlineData("HIGH", 0.8)]
    [InlineData("read_only", 0.2)]
    public void Levels_have_a_number(string level, double value) => Assert.Equal(value, ActionRisk.Of(level).Value);
}
