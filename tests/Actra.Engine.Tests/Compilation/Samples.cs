using Actra.Compilation;
using Actra.Language;
using Actra.Model;

namespace Actra.Engine.Tests.Compilation;

/// <summary>Documents and shorthands that the tests share.</summary>
internal static class Samples
{
    public const string Schema = """
        version: 1
        actions:
          refund: { fields: { amount: number, currency: string, urgent: boolean } }
          payout: { fields: { amount: number } }
        actor: { fields: { id: string, role: string, type: string } }
        snapshot: { fields: { fraud: boolean, limit: number } }
        """;

    public const string Schema2 = """
        version: 2
        actions:
          refund:
            description: Give money back
            fields:
              amount: number
              note: { type: string, default: "", description: free text }
              requested_at: timestamp
              cooling: { type: duration, default: 24h }
              iban: { type: string, sensitive: true, default: none }
        actor: { fields: { id: string, role: string, type: { type: string, default: user } } }
        snapshot: { fields: { now: timestamp } }
        """;

    public const string Always = "{subject: {domain: actor, field: role}, operator: equals, value: {literal: clerk}}";

    /// <summary>A version 1 policy of the given rules, each one line of flow mapping.</summary>
    public static string Policy(params string[] rules) =>
        "version: 1\nrules:\n" + string.Concat(rules.Select(r => $"  - {r}\n"));

    /// <summary>A version 2 policy that blocks by default.</summary>
    public static string Policy2(params string[] rules) =>
        "version: 2\ndefault: block\nrules:\n" + string.Concat(rules.Select(r => $"  - {r}\n"));

    public static string Rule(string id, string scope, string when, string effect = "block") =>
        $"{{id: {id}, scope: {{{scope}}}, when: {when}, effect: {effect}}}";

    public static string Atom(string domain, string field, string @operator, string literal) =>
        $"{{subject: {{domain: {domain}, field: {field}}}, operator: {@operator}, value: {{literal: {literal}}}}}";

    public static ActraPolicy Compatible(string schema, string policy, string? governance = null) =>
        ActraPolicy.FromStrings(
            schema,
            policy,
            governance,
            new CompilationOptions { Strictness = Strictness.Compatible }
        );

    /// <summary>The diagnostics of a policy that does not compile.</summary>
    public static IReadOnlyList<Diagnostic> Problems(string schema, string policy, string? governance = null) =>
        Assert
            .Throws<PolicyCompilationException>(() => ActraPolicy.FromStrings(schema, policy, governance))
            .Diagnostics;

    /// <summary>The only error of a policy that does not compile.</summary>
    public static Diagnostic Problem(string schema, string policy, string? governance = null) =>
        Assert.Single(Problems(schema, policy, governance), d => d.Severity == Severity.Error);

    public static PolicyInput Refund(object? amount = null, string? role = "clerk", string? type = "user") =>
        new(
            "refund",
            new FieldMap
            {
                { "amount", amount ?? 10 },
                { "currency", "EUR" },
                { "urgent", false },
            },
            new FieldMap
            {
                { "id", "ada" },
                { "role", role },
                { "type", type },
            },
            new FieldMap { { "fraud", false }, { "limit", 100 } }
        );
}
