using System.Text.Json;
using Actra.Compilation;
using Actra.Conformance;
using Actra.Language;
using Actra.Model;

namespace Actra.Engine.Tests;

public class ConformanceTests
{
    private static readonly string Original = Repository.PathOf("tests", "vectors", "original", "actra");

    [Fact]
    public void Every_answer_of_the_original_is_reproduced_or_listed_with_its_reason()
    {
        var results = VectorRun.Run([Original]);

        Assert.DoesNotContain(results, r => r.Outcome == CaseOutcome.Failed);
        Assert.True(results.Count(r => r.Outcome == CaseOutcome.Passed) >= 571, $"{results.Count} cases");
    }

    [Fact]
    public void Every_strict_vector_is_answered_as_written()
    {
        var results = VectorRun.Run([Repository.PathOf("tests", "vectors", "strict")]);

        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.True(r.Outcome == CaseOutcome.Passed, r.ToString()));
    }

    [Fact]
    public void Every_answer_of_CapFence_is_reproduced_or_listed_with_its_reason()
    {
        var results = VectorRun.Run([Repository.PathOf("tests", "vectors", "original", "capfence")]);

        Assert.DoesNotContain(results, r => r.Outcome == CaseOutcome.Failed);
        Assert.True(results.Count(r => r.Outcome == CaseOutcome.Passed) >= 106, $"{results.Count} cases");
        Assert.DoesNotContain(results, r => r.Detail == CapFenceDeviations.All[CapFenceDeviations.Marked]);
    }

    /// <summary>A document of the original means the same in strict mode, or is refused; an input is answered the same, or blocked.</summary>
    [Fact]
    public void Strictly_every_case_of_the_original_means_the_same_or_is_refused()
    {
        var (same, refused, blocked) = (0, 0, 0);
        foreach (var @case in Directory.EnumerateFiles(Original, "*.json").SelectMany(Cases))
        {
            if (TryCompile(@case) is not { } policy)
            {
                refused++;
                continue;
            }

            var name = @case.GetProperty("name").GetString()!;
            Assert.True(
                @case.GetProperty("expect_compile_error").ValueKind == JsonValueKind.Null || name == "bom",
                $"{name} compiles, and did not in the original"
            );
            foreach (var evaluation in @case.GetProperty("evaluations").EnumerateArray())
            {
                var expect = evaluation.GetProperty("expect");
                if (Judge(policy, evaluation) is not { Kind: not DecisionKind.InputError } decision)
                {
                    blocked++;
                    continue;
                }

                Assert.False(expect.TryGetProperty("error", out _), name);
                Assert.True(Answers(decision, expect) || Differs.Contains(name, StringComparer.Ordinal), name);
                same++;
            }
        }

        Assert.True(same > 150 && refused > 250 && blocked > 10, $"{same} same, {refused} refused, {blocked} blocked");
    }

    /// <summary>Differences that the table of the language's description names: numbers in JSON are read exactly, rules for actors run.</summary>
    private static readonly string[] Differs =
    [
        "json_decimal_17_digits",
        "float_literal_equals",
        "actor_scope_never_evaluated",
    ];

    private static bool Answers(Decision decision, JsonElement expect) =>
        decision.Effect.ToName() == expect.GetProperty("effect").GetString()
        && decision.RuleId == expect.GetProperty("matched_rule").GetString();

    private static Decision? Judge(ActraPolicy policy, JsonElement evaluation)
    {
        var json = evaluation.TryGetProperty("input_json", out var text)
            ? text.GetString()!
            : evaluation.GetProperty("input").GetRawText();
        try
        {
            return policy.Evaluate(PolicyInputJson.Read(json));
        }
        catch (PolicyInputException)
        {
            return null;
        }
    }

    private static ActraPolicy? TryCompile(JsonElement @case)
    {
        try
        {
            return ActraPolicy.FromStrings(
                @case.GetProperty("schema").GetString()!,
                @case.GetProperty("policy").GetString()!,
                @case.GetProperty("governance").GetString()
            );
        }
        catch (PolicyCompilationException)
        {
            return null;
        }
    }

    private static List<JsonElement> Cases(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.EnumerateArray().Select(c => c.Clone())];
    }
}
