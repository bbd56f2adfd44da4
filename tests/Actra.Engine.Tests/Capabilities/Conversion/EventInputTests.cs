using System.Text.Json;
using Actra.Capabilities;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Engine.Tests.Capabilities.Conversion;

/// <summary>What an event says to a converted policy, and what it leaves out because it is in doubt.</summary>
public class EventInputTests
{
    [Fact]
    public void An_event_says_all_facts()
    {
        var input = ActionEvent
            .Create(
                "agent",
                "send",
                "pay",
                "Production.eu",
                "HIGH",
                new { amount = "12.5", table = "Users" },
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["caller_depth"] = 2,
                    ["tool_name"] = "curl",
                },
                new ActionContext { UserRole = " Ops ", Tenant = "eu" }
            )
            .ToInput();

        Assert.Equal("capability", input.ActionType);
        Assert.Equal(
            "pay send Production.eu Production",
            Values(input.Action, "resource", "action", "scope", "scope_1")
        );
        Assert.Equal("12.5 true Users users", Values(input.Action, "amount", "amount_given", "table", "table_folded"));
        Assert.Equal(" Ops  ops eu", Values(input.Actor, "role", "role_folded", "tenant"));
        Assert.Equal(
            "production.eu high 2 true curl",
            Values(
                input.Snapshot,
                "environment_folded",
                "risk_level",
                "caller_depth",
                "caller_depth_given",
                "tool_name"
            )
        );
    }

    [Theory]
    [InlineData("""{"total": 1, "price": 2}""", "action.amount")]
    [InlineData("""{"amount": "nan"}""", "action.amount")]
    [InlineData("""{"amount": 1, "order": {"amount": "1,000"}}""", "action.amount")]
    [InlineData("""{"tenant": "other"}""", "actor.tenant")]
    [InlineData("""{"user_role": "root"}""", "actor.role")]
    [InlineData("""{"environment": "dev"}""", "snapshot.environment")]
    [InlineData("""{"tool_name": "x"}""", "snapshot.tool_name")]
    [InlineData("""{"risk_level": "low"}""", "snapshot.risk_level")]
    [InlineData("""{"table": ["a"]}""", "action.table")]
    public void What_the_payload_puts_in_doubt_is_left_out(string payload, string field)
    {
        var input = ActionEvent
            .Create(
                "agent",
                "send",
                "pay",
                "production",
                "high",
                JsonSerializer.Deserialize<JsonElement>(payload),
                context: new ActionContext { Tenant = "eu" }
            )
            .ToInput();

        Assert.Equal(field, Assert.Single(Missing(input)));
    }

    [Theory]
    [InlineData("capability", "other.send.production", "action.resource")]
    [InlineData("capability", "pay.send.x", "action.other_scope")]
    [InlineData("capability", "pay.send", "action.scope")]
    public void Another_capability_beside_the_one_it_names_is_left_out(string key, string value, string field)
    {
        var metadata = new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["scope"] = "y" };

        var input = ActionEvent.Create("agent", "send", "pay", "production", metadata: metadata).ToInput();

        Assert.Contains(field, Missing(input));
    }

    [Fact]
    public void A_fact_that_is_left_out_blocks_where_it_is_read_and_nowhere_else()
    {
        var action = ActionEvent.Create("agent", "send", "pay", payload: new { total = 1, price = 2 });
        var limited = Compile("{deny: [{capability: shell, amount_gt: 5}], allow: [pay]}");
        var free = Compile("{allow: [pay]}");

        Assert.Equal(DecisionKind.InputError, limited.Evaluate(action.ToInput()).Kind);
        Assert.Equal(Effect.Block, limited.Evaluate(action.ToInput()).Effect);
        Assert.Equal(Effect.Allow, free.Evaluate(action.ToInput()).Effect);
    }

    [Fact]
    public void An_event_that_no_policy_could_judge_is_refused()
    {
        var nameless = ActionEvent.Create("agent", "send it", "pay");
        var asking = ActionEvent.Create(
            "agent",
            "send",
            "pay",
            metadata: new Dictionary<string, object?>(StringComparer.Ordinal) { ["require_approval"] = true }
        );

        Assert.Contains(
            "'pay.send it.development'",
            Assert.Throws<ActionEventException>(nameless.ToInput).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ActionEventException>(asking.ToInput);
    }

    [Theory]
    [InlineData("{deny: [pay.send.production], allow: [pay]}", "action", "scope", "known-scope")]
    [InlineData(
        "{deny: [{capability: pay, environment: prod}], allow: [pay]}",
        "snapshot",
        "environment_folded",
        "known-environment_folded"
    )]
    [InlineData("{risk_levels: {high: {action: deny}}, allow: [pay]}", "snapshot", "risk_level", "known-risk_level")]
    public void What_is_always_known_must_be_known(string text, string domain, string field, string rule)
    {
        var input = ActionEvent.Create("agent", "send", "pay").ToInput();
        var fields = domain == "action" ? input.Action : input.Snapshot;
        Assert.Equal(Effect.Allow, Compile(text).Evaluate(input).Effect);

        fields.Set(field, "");

        Assert.Equal(rule, Compile(text).Evaluate(input).RuleId);
    }

    private static ActraPolicy Compile(string text) => CapabilityPolicy.FromString(text).ToVersion2().Compiled;

    private static string Values(FieldMap fields, params string[] names) =>
        string.Join(' ', names.Select(name => fields[name].ToString()));

    /// <summary>Facts that are left out, folded forms and what belongs to a number aside.</summary>
    private static IEnumerable<string> Missing(PolicyInput input) =>
        Actra
            .Capabilities.Conversion.Facts.All.Where(fact => !input[fact.Field].HasValue)
            .Select(fact => fact.Field.ToString())
            .Where(name =>
                !name.EndsWith("_folded", StringComparison.Ordinal)
                && !name.EndsWith("_given", StringComparison.Ordinal)
            )
            .Where(name => !char.IsAsciiDigit(name[^1]));
}
