using Actra.Audit;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Engine.Tests.Guard;

/// <summary>What a guard has recorded is judged again.</summary>
public sealed class DecisionReplayTests
{
    private const string Schema = """
        version: 2
        actions:
          pay:
            fields:
              amount: number
              code: string
              urgent: boolean
              due: timestamp
              wait: duration
              card: { type: string, sensitive: true }
              limit: { type: number, sensitive: true }
              note: { type: string, default: "" }
              more: string
        actor:
          fields: { id: string, role: string, source: string, verified: boolean }
        snapshot:
          fields: { now: timestamp, endpoint: string, age: duration }
        """;

    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryAuditLog _log = new();

    private static FieldMap Fields =>
        new()
        {
            { "amount", 0.1 },
            { "code", "12" },
            { "urgent", true },
            { "due", new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(2)).AddTicks(1) },
            { "wait", TimeSpan.FromMinutes(30).Add(TimeSpan.FromTicks(3)) },
            { "card", "4111" },
            { "limit", 50.0 },
            { "more", "x" },
        };

    [Theory]
    [InlineData("amount", "equals", "0.1")]
    [InlineData("code", "equals", "\"12\"")]
    [InlineData("urgent", "equals", "true")]
    [InlineData("due", "greater_than", "\"2026-03-01T07:30:00Z\"")]
    [InlineData("wait", "greater_than", "\"30m\"")]
    [InlineData("note", "equals", "\"\"")]
    public async Task A_value_is_replayed_as_it_was(string field, string @operator, string literal)
    {
        var holds = Rule(
            "holds",
            $"{{ subject: {{ domain: action, field: {field} }}, operator: {@operator}, value: {{ literal: {literal} }} }}",
            "allow"
        );
        var entry = await RecordAsync(Policy(holds));
        Assert.Equal("allow", entry.Effect);

        var changed = Replay(entry, Policy(holds.Replace("allow", "block", StringComparison.Ordinal)));
        Assert.Equal(
            (ReplayOutcome.Changed, Effect.Block, "holds"),
            (changed.Outcome, changed.New.Possible[0].Effect, changed.New.Possible[0].RuleId)
        );
        Assert.Equal(ReplayOutcome.Same, Replay(entry, Policy(holds, Rule("never", null, "block"))).Outcome);
    }

    [Fact]
    public async Task The_time_and_what_the_guard_knows_are_those_of_the_record()
    {
        var read = Rule("now", When("snapshot", "now", "less_than", "\"2026-01-01T00:00:01Z\""), "allow");
        var entry = await RecordAsync(Policy(read));
        _clock.Advance(TimeSpan.FromDays(9));
        var facts = Policy(
            Rule("late", When("snapshot", "now", "greater_than", "\"2026-01-02T00:00:00Z\""), "block"),
            Rule("elsewhere", When("snapshot", "endpoint", "not_equals", "\"pay\""), "block"),
            Rule("unproven", When("actor", "verified", "equals", "false"), "block"),
            Rule("other", When("actor", "id", "not_equals", "\"ann\""), "block"),
            Rule("source", When("actor", "source", "equals", "\"host\""), "allow")
        );

        Assert.Equal(ReplayOutcome.Same, Replay(entry, Policy(read, Rule("never", null, "block"))).Outcome);
        var fresh = await RecordAsync(Policy(Rule("bare", null, "allow")));
        Assert.Equal("source", Replay(fresh with { Time = entry.Time }, facts).New.Possible.Single().RuleId);
        Assert.Equal("late", Replay(fresh, facts).New.Possible.Single().RuleId);
    }

    [Fact]
    public async Task A_masked_field_that_could_decide_makes_it_unknown_and_is_named()
    {
        var reads = Rule("card", When("action", "card", "equals", "\"none\""), "block");
        var rest = Rule("rest", When("action", "amount", "less_than", "1"), "allow");
        var entry = await RecordAsync(Policy(reads, rest));
        Assert.StartsWith("hmac:", entry.Inputs["action.card"]);

        var depends = Replay(entry, Policy(rest.Replace("rest", "first", StringComparison.Ordinal), reads));
        Assert.Equal(ReplayOutcome.Changed, depends.Outcome);
        depends = Replay(entry, Policy(reads, rest.Replace("allow", "require_approval", StringComparison.Ordinal)));
        Assert.Equal(ReplayOutcome.Unknown, depends.Outcome);
        Assert.Equal(["card", "rest"], depends.New.Possible.Select(possible => possible.RuleId));
        Assert.Equal("action.card", Assert.Single(depends.Open, open => open.IsMasked).Field.ToString());
        Assert.Equal(ReplayOutcome.Same, Replay(entry, Policy(reads, rest)).Outcome);
    }

    [Fact]
    public async Task A_masked_field_of_the_wrong_type_cannot_be_judged_whatever_it_is()
    {
        var entry = await RecordAsync(Policy(Rule("limit", When("action", "limit", "greater_than", "1"), "allow")));
        var schema = Schema.Replace("limit: { type: number", "limit: { type: string", StringComparison.Ordinal);

        var replayed = Replay(
            entry,
            Policy([Rule("text", When("action", "limit", "equals", "\"x\""), "allow")], schema)
        );

        Assert.Equal(ReplayOutcome.Changed, replayed.Outcome);
        Assert.Equal(DecisionKind.InputError, replayed.New.Possible.Single().Kind);
    }

    [Fact]
    public async Task A_field_that_no_rule_had_read_is_not_recorded_and_said_so()
    {
        var entry = await RecordAsync(Policy(Rule("small", When("action", "amount", "less_than", "1"), "allow")));

        var replayed = Replay(entry, Policy(Rule("more", When("action", "more", "equals", "\"x\""), "allow")));

        Assert.Equal(ReplayOutcome.Unknown, replayed.Outcome);
        Assert.Equal(new OpenField(new FieldRef(Domain.Action, "more"), IsMasked: false), Assert.Single(replayed.Open));
        Assert.Equal(
            [DecisionKind.InputError, DecisionKind.Rule, DecisionKind.Default],
            replayed.New.Possible.Select(possible => possible.Kind)
        );
    }

    [Fact]
    public async Task An_input_that_could_not_be_judged_is_replayed_as_that()
    {
        var reads = Rule("code", When("action", "code", "equals", "\"12\""), "allow");
        foreach (
            var wrong in new FieldMap[]
            {
                [],
                new() { { "code", 12 } },
            }
        )
        {
            var entry = await RecordAsync(Policy(reads), wrong);
            Assert.Equal(("block", null), (entry.Effect, entry.Rule));
            Assert.Equal(ReplayOutcome.Same, Replay(entry, Policy(reads, Rule("never", null, "block"))).Outcome);
        }

        var infinite = await RecordAsync(
            Policy(Rule("limit", When("action", "limit", "greater_than", "1"), "allow")),
            new FieldMap { { "limit", double.PositiveInfinity } }
        );
        Assert.Equal("block", infinite.Effect);
        var again = Policy(Rule("limit", When("action", "limit", "greater_than", "2"), "allow"));
        Assert.Equal(ReplayOutcome.Same, Replay(infinite, again).Outcome);
    }

    [Fact]
    public async Task Records_without_types_are_read_by_the_types_of_the_policy()
    {
        var reads = Rule("code", When("action", "code", "equals", "\"12\""), "allow");
        var entry = await RecordAsync(
            Policy(reads, Rule("card", When("action", "card", "equals", "\"none\""), "allow"))
        );
        var old = entry with { InputTypes = null };

        Assert.Equal(
            ReplayOutcome.Changed,
            Replay(old, Policy(reads.Replace("allow", "block", StringComparison.Ordinal))).Outcome
        );
        var masked = Replay(old, Policy(Rule("card", When("action", "card", "equals", "\"none\""), "block")));
        Assert.Equal((ReplayOutcome.Unknown, true), (masked.Outcome, masked.Open.Single().IsMasked));
    }

    [Fact]
    public async Task What_is_no_decision_of_a_policy_is_left_out()
    {
        var entry = await RecordAsync(Policy(Rule("small", null, "allow")));
        var replay = new DecisionReplay(Policy(Rule("small", null, "block")));

        Assert.NotNull(replay.Replay(entry));
        Assert.Null(replay.Replay(entry with { Kind = AuditKind.Faulted }));
        Assert.Null(replay.Replay(entry with { Effect = "deny" }));
        Assert.Null(replay.Replay(entry with { Inputs = new Dictionary<string, string> { ["event.risk"] = "low" } }));
    }

    [Fact]
    public async Task An_action_that_the_policy_does_not_declare_is_blocked()
    {
        var entry = await RecordAsync(Policy(Rule("small", null, "allow")));
        var replayed = Replay(entry with { Action = "gone" }, Policy(Rule("small", null, "block")));
        Assert.Equal(new(Effect.Block, DecisionKind.InputError, null), replayed.New.Possible.Single());
    }

    private static ReplayedDecision Replay(AuditEntry entry, ActraPolicy policy) =>
        new DecisionReplay(policy).Replay(entry)!;

    private static ActraPolicy Policy(params string[] rules) => Policy(rules, Schema);

    private static ActraPolicy Policy(string[] rules, string schema) =>
        ActraPolicy.FromStrings(schema, $"version: 2\ndefault: block\nrules:\n{string.Concat(rules)}");

    private static string Rule(string id, string? when, string effect) =>
        $"  - {{ id: {id}, scope: {{ action: pay }}, {(when is null ? "" : $"when: {when}, ")}effect: {effect}{(effect == "require_approval" ? ", approval: { roles: [r], count: 1 }" : "")} }}\n";

    private static string When(string domain, string field, string @operator, string literal) =>
        $"{{ subject: {{ domain: {domain}, field: {field} }}, operator: {@operator}, value: {{ literal: {literal} }} }}";

    private async Task<AuditEntry> RecordAsync(ActraPolicy policy, FieldMap? fields = null)
    {
        await using var writer = new AuditWriter(_log, clock: _clock);
        var guard = new ActionGuard(
            new GuardOptions { ServiceName = "payments" },
            new FixedPolicy(policy),
            new ActraResolvers { Actor = _ => new Ann() },
            log: writer,
            clock: _clock,
            keys: new ActraKeyRing(KeyValuePair.Create("k1", new byte[32]))
        );
        var item = new WorkItem
        {
            Kind = WorkKind.Call,
            Endpoint = "pay",
            WorkId = "c-1",
            Actions = [new WorkAction("pay", new GuardWorld.FixedFields(fields ?? Fields), "call")],
            Digest = () => "digest",
        };
        await guard.AdmitAsync(item, default);
        await writer.DisposeAsync();
        return _log.Records[^1].Entry;
    }

    private sealed class Ann : IActorResolver
    {
        public ValueTask<Actor> ResolveAsync(ActorEvidence evidence, CancellationToken ct) =>
            ValueTask.FromResult(Actor.User("ann").With("role", "support"));
    }
}
