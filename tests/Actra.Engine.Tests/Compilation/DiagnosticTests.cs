using Actra.Compilation;
using Actra.Language;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Compilation;

public class DiagnosticTests
{
    [Fact]
    public void Five_mistakes_of_different_kinds_are_five_diagnostics_each_in_its_place()
    {
        const string policy = """
            version: 1
            rules:
              - id: refund-large
                scope: { action: refund }
                when:
                  subject: { domain: action, field: amonut }
                  operator: greater_than
                  value: { literal: 1000 }
                effect: block
              - id: refund-typo
                scope: { action: refnd }
                when:
                  subject: { domain: actor, field: role }
                  operator: equal
                  value: { literal: guest }
                efect: block
                effect: block
              - id: mixed
                scope: { global: true }
                when:
                  subject: { domain: snapshot, field: fraud }
                  operator: equals
                  value: { literal: yes }
                effect: deny
            """;

        var found = Problems(Schema, policy).Select(d => (d.Code, d.Line, d.Column, d.RuleId, d.Hint));

        Assert.Equal(
            [
                ("ACT1102", 16, 5, "refund-typo", "did you mean `effect`?"),
                ("ACT1106", 24, 13, "mixed", "known are `allow`, `block`, `require_approval`"),
                ("ACT1203", 6, 41, "refund-large", "did you mean `amount`?"),
                ("ACT1201", 11, 22, "refund-typo", "did you mean `refund`?"),
                ("ACT1205", 14, 17, "refund-typo", "did you mean `equals`?"),
                ("ACT1207", 23, 25, "mixed", "write `true`"),
            ],
            found
        );
    }

    [Fact]
    public void Mistakes_in_all_three_documents_are_reported_together()
    {
        var found = Problems(
            "version: 1\nactions: {a: {fields: {x: nmber}}}\nactor: {fields: {}}\nsnapshot: {fields: {}}\n",
            Policy("{id: r, scope: {action: b}, when: {}, effect: block}"),
            "version: 1\ngovernance: {rules: [{id: g, select: {where: {}}, must: {}, error: e}]}\n"
        );

        Assert.Equal(
            ["schema.yaml ACT1106", "policy.yaml ACT1109", "governance.yaml ACT1109", "policy.yaml ACT1201"],
            found.Select(d => $"{d.File} {d.Code}")
        );
    }

    [Fact]
    public void A_diagnostic_prints_as_compilers_print()
    {
        var found = Problem(
            Schema,
            Policy(Rule("refund-large", "action: refund", Atom("action", "amonut", "equals", "1")))
        );

        Assert.Equal(
            """
            policy.yaml(3,89): error ACT1203: unknown field `amonut` in action `refund`
                rule `refund-large`: did you mean `amount`?
            """,
            found.ToString(),
            ignoreLineEndingDifferences: true
        );
    }

    [Fact]
    public void The_exceptions_message_holds_every_diagnostic()
    {
        var e = Assert.Throws<PolicyCompilationException>(() => ActraPolicy.FromStrings("", "version: 3\nrules: x\n"));

        Assert.All(e.Diagnostics, d => Assert.Contains(d.ToString(), e.Message, StringComparison.Ordinal));
        Assert.True(e.Diagnostics.Count > 4);
    }

    [Fact]
    public void An_unread_schema_does_not_make_every_name_unknown()
    {
        var found = Problems("[", Policy(Rule("r", "action: refund", Atom("action", "amount", "equal", "1"))));

        Assert.Equal(["ACT1002", "ACT1205"], found.Select(d => d.Code));
    }

    [Theory]
    [InlineData("snapshot", "fraud", "equals", "\"true\"", "write it without quotes: true")]
    [InlineData("snapshot", "limit", "equals", "\"5\"", "write it without quotes: 5")]
    [InlineData("actor", "role", "equals", "5", "write it in quotes: \"5\"")]
    [InlineData("actor", "role", "equals", "true", "write it in quotes: \"true\"")]
    [InlineData("snapshot", "fraud", "equals", "off", "write `false`")]
    public void A_literal_of_the_wrong_type_says_how_to_write_it(
        string domain,
        string field,
        string @operator,
        string literal,
        string hint
    )
    {
        var found = Problem(Schema, Policy(Rule("r", "global: true", Atom(domain, field, @operator, literal))));

        Assert.Equal((Codes.TypeMismatch, hint), (found.Code, found.Hint));
    }

    [Fact]
    public void A_thousand_problems_are_shown_and_the_rest_is_counted()
    {
        var rules = Enumerable.Range(0, 1_500).Select(i => $"{{id: r{i}, x: 1}}").ToArray();

        var found = Problems(Schema, Policy(rules));

        Assert.Equal(1_001, found.Count);
        Assert.Equal((Codes.MoreProblems, "5000 more problems are not shown"), (found[^1].Code, found[^1].Message));
    }
}
