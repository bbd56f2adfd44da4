using System.Text.Json;
using Actra.Compilation;
using Actra.Model;
using BenchmarkDotNet.Attributes;

namespace Actra.Benchmarks;

/// <summary>One decision against what every consumer pays anyway: deserialising the message that carries it.</summary>
[MemoryDiagnoser]
public class DecisionBenchmark
{
    private const string Schema = """
        version: 2
        actions:
          refund:
            fields: { amount: number, currency: string }
        actor:
          fields: { role: string }
        snapshot:
          fields: {}
        """;

    private const string Rules = """
        version: 2
        default: allow
        rules:
          - id: large
            scope: { action: refund }
            when:
              all:
                - { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 1000 } }
                - { subject: { domain: actor, field: role }, operator: not_equals, value: { literal: finance } }
            effect: block
        """;

    private static readonly byte[] Message =
        """{"orderId":"A-1001-2026-11-20","amount":1800.5,"currency":"EUR","role":"support"}"""u8.ToArray();

    private readonly ActraPolicy _policy = ActraPolicy.FromStrings(Schema, Rules);
    private readonly PolicyInput _input = new(
        "refund",
        new FieldMap { { "amount", 1800.5 }, { "currency", "EUR" } },
        new FieldMap { { "role", "support" } }
    );

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public object? Deserialize() => JsonSerializer.Deserialize<Refund>(Message, JsonSerializerOptions.Web);

    /// <summary>One rule of two comparisons, from an input that is already built.</summary>
    [Benchmark]
    public Decision Evaluate() => _policy.Evaluate(_input);

    private sealed record Refund(string OrderId, double Amount, string Currency, string Role);
}
