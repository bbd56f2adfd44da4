using Actra.Compilation;
using Actra.Evaluation;
using Actra.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Actra.Engine.Tests.Evaluation;

/// <summary>Random policies and inputs: what the engine answers is what the reference interpreter answers.</summary>
public class EvaluationProperties
{
    private const string Schema = """
        version: 1
        actions:
          refund: { fields: { amount: number, note: string, urgent: boolean } }
          payout: { fields: { amount: number, note: string, urgent: boolean } }
          ping: { fields: {} }
        actor: { fields: { role: string, type: string, level: number } }
        snapshot: { fields: { limit: number, ok: boolean, region: string } }
        """;

    private static readonly (FieldRef Field, FieldType Type)[] Fields =
    [
        (new(Domain.Action, "amount"), FieldType.Number),
        (new(Domain.Action, "note"), FieldType.String),
        (new(Domain.Action, "urgent"), FieldType.Boolean),
        (new(Domain.Actor, "role"), FieldType.String),
        (new(Domain.Actor, "type"), FieldType.String),
        (new(Domain.Actor, "level"), FieldType.Number),
        (new(Domain.Snapshot, "limit"), FieldType.Number),
        (new(Domain.Snapshot, "ok"), FieldType.Boolean),
        (new(Domain.Snapshot, "region"), FieldType.String),
    ];

    [Fact]
    public void Evaluation_answers_what_the_reference_interpreter_answers()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Prop.ForAll(
                Arb.From(Cases()),
                c =>
                {
                    var policy = ActraPolicy.FromStrings(Schema, Print(c.Rules));
                    foreach (var input in c.Inputs)
                    {
                        var decision = policy.Evaluate(input);
                        var expected = ReferenceInterpreter.Judge(c.Rules, policy.Schema, input);
                        Assert.Equal(expected, Print(decision));
                        Assert.Equal(expected, Print(policy.Explain(input).Decision));
                        seen.Add(expected.Split(' ')[0]);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "wrong", "default", "undeclared", "r0", "r4" },
            seen
        );
    }

    [Fact]
    public void What_comes_of_an_input_was_possible_when_parts_of_it_were_open()
    {
        var (certain, depends) = (0, 0);
        Prop.ForAll(
                Arb.From(Gen.Zip(Cases(), Gen.ListOf(Gen.Zip(Gen.Choose(0, 3), Inputs()), 12))),
                c =>
                {
                    var policy = ActraPolicy.FromStrings(Schema, Print(c.Item1.Rules));
                    foreach (var (input, (skip, other)) in c.Item1.Inputs.Zip(c.Item2))
                    {
                        var open = Fields
                            .Where((_, i) => i % 4 == skip)
                            .ToDictionary(f => f.Field, f => input[f.Field].Type);
                        var partial = policy.EvaluatePartially(input, open);
                        Assert.Contains(Possible(policy.Evaluate(input)), partial.Possible);
                        Assert.Contains(Possible(policy.Evaluate(Fill(input, other, open))), partial.Possible);
                        Assert.Equal(partial.IsCertain, partial.DependsOn.Count == 0);
                        Assert.Subset(open.Keys.ToHashSet(), partial.DependsOn.ToHashSet());
                        _ = partial.IsCertain ? certain++ : depends++;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

        Assert.True(certain > 100 && depends > 100, $"{certain} certain, {depends} not");
    }

    private static PossibleDecision Possible(Decision decision) => new(decision.Effect, decision.Kind, decision.RuleId);

    /// <summary>Other values where fields are open, of the type that is said of them.</summary>
    private static PolicyInput Fill(PolicyInput input, PolicyInput other, Dictionary<FieldRef, FieldType> open) =>
        Build(
            input.ActionType,
            [
                .. Fields.Select(f =>
                    open.TryGetValue(f.Field, out var type) && (type == FieldType.None || type == other[f.Field].Type)
                        ? other[f.Field]
                        : input[f.Field]
                ),
            ]
        );

    private static string Print(IEnumerable<SpecRule> rules) =>
        "version: 2\ndefault: block\nrules:\n" + string.Concat(rules.Select(r => $"  - {r}\n"));

    private static string Print(Decision decision) =>
        decision.Kind switch
        {
            DecisionKind.Rule => decision.RuleId!,
            DecisionKind.Default => "default",
            _ when decision.Problems[0].Field is null => "undeclared",
            _ => "wrong "
                + string.Join(' ', decision.Problems.Select(p => p.Field.ToString()).Order(StringComparer.Ordinal)),
        };

    private static Gen<(List<SpecRule> Rules, List<PolicyInput> Inputs)> Cases() =>
        from count in Gen.Choose(0, 6)
        from rules in Gen.CollectToSequence(Enumerable.Range(0, count), Rules)
        from inputs in Gen.ListOf(Inputs(), 12)
        select (rules.ToList(), inputs.ToList());

    private static Gen<SpecRule> Rules(int index) =>
        from scope in Gen.Elements("action", "action", "action", "actor", "global")
        from of in Gen.Elements("refund", "payout")
        from actor in Gen.Elements("a", "b")
        from all in Gen.Elements(true, false)
        from count in Gen.Frequency((1, Gen.Constant(0)), (8, Gen.Choose(1, 4)))
        from atoms in Gen.ListOf(Atoms(scope == "action"), count)
        from effect in Gen.Elements(Effect.Allow, Effect.Block, Effect.RequireApproval)
        select new SpecRule($"r{index}", scope, scope == "actor" ? actor : of, all, [.. atoms], effect);

    private static Gen<SpecAtom> Atoms(bool ofAction) =>
        from left in Gen.Elements(Fields.Where(f => ofAction || f.Field.Domain != Domain.Action).ToArray())
        from right in Gen.Elements(
            Fields.Where(f => f.Type == left.Type && (ofAction || f.Field.Domain != Domain.Action)).ToArray()
        )
        from literal in Values(left.Type)
        from useField in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        from @operator in Gen.Elements(
            left.Type == FieldType.Number
                ? new[] { "equals", "not_equals", "greater_than", "less_than" }
                : ["equals", "not_equals"]
        )
        select new SpecAtom(left.Field, @operator, useField ? right.Field : null, literal);

    private static Gen<FieldValue> Values(FieldType type) =>
        type switch
        {
            FieldType.Number => Gen.Elements(-1.5, 0, 1, 2).Select(n => FieldValue.Of(n)),
            FieldType.Boolean => Gen.Elements(true, false).Select(b => FieldValue.Of(b)),
            _ => Gen.Elements("a", "b", "").Select(FieldValue.Of),
        };

    private static Gen<PolicyInput> Inputs() =>
        from type in Gen.Frequency(
            (6, Gen.Constant("refund")),
            (3, Gen.Constant("payout")),
            (1, Gen.Constant("ping")),
            (1, Gen.Constant("Refund"))
        )
        from values in Gen.CollectToSequence(
            Fields,
            f =>
                Gen.Frequency(
                    (40, Values(f.Type)),
                    (1, Gen.Constant(FieldValue.None)),
                    (1, Values(f.Type == FieldType.String ? FieldType.Number : FieldType.String))
                )
        )
        select Build(type, [.. values]);

    private static PolicyInput Build(string type, FieldValue[] values)
    {
        var input = new PolicyInput(type);
        for (var i = 0; i < Fields.Length; i++)
        {
            input[Fields[i].Field.Domain][Fields[i].Field.Name] = values[i];
        }

        return input;
    }
}
