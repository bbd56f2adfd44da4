using System.Text.Json;
using Actra.Compilation;
using Actra.Language;
using Actra.Model;

namespace Actra.Conformance;

/// <summary>
/// Runs a case in the format of the original's vectors. A case with <c>"strict": true</c> is one of this project's own: it is compiled strictly, and
/// may expect diagnostics, input problems and reasons.
/// </summary>
internal static class ActraVectors
{
    /// <summary>True where the file's first case has the shape of this format.</summary>
    public static bool Reads(JsonElement first) => first.TryGetProperty("schema", out _);

    public static CaseResult Run(string file, JsonElement @case)
    {
        var name = @case.GetProperty("name").GetString()!;
        var differences = Differences(@case).ToList();
        if (differences.Count == 0)
        {
            return new CaseResult(file, name, CaseOutcome.Passed);
        }

        return Deviations.ReasonFor(file, name) is { } reason
            ? new CaseResult(file, name, CaseOutcome.Skipped, reason)
            : new CaseResult(file, name, CaseOutcome.Failed, string.Join("; ", differences));
    }

    private static IEnumerable<string> Differences(JsonElement @case)
    {
        var strict = @case.TryGetProperty("strict", out var marker) && marker.GetBoolean();
        ActraPolicy? policy = null;
        IReadOnlyList<Diagnostic> diagnostics;
        try
        {
            policy = ActraPolicy.FromStrings(
                @case.GetProperty("schema").GetString()!,
                @case.GetProperty("policy").GetString()!,
                Text(@case, "governance"),
                new CompilationOptions { Strictness = strict ? Strictness.Strict : Strictness.Compatible }
            );
            diagnostics = policy.Warnings;
        }
        catch (PolicyCompilationException e)
        {
            diagnostics = e.Diagnostics;
        }

        return CompareDiagnostics(@case, strict, diagnostics)
            .Concat(policy is null ? [] : CompareEvaluations(@case, strict, policy));
    }

    private static IEnumerable<string> CompareDiagnostics(
        JsonElement @case,
        bool strict,
        IReadOnlyList<Diagnostic> diagnostics
    )
    {
        if (!strict)
        {
            var expected = Text(@case, "expect_compile_error");
            var actual = ErrorKinds.First(diagnostics);
            if (expected != actual)
            {
                yield return $"compile: expected {expected ?? "no error"}, got {actual ?? "no error"} ({Print(diagnostics)})";
            }
        }
        else
        {
            var expected = Items(@case, "expect_diagnostics").Select(PrintExpected).ToList();
            var actual = diagnostics
                .Select(d => $"{d.Code} {d.File}({d.Line},{d.Column}) {d.RuleId}".TrimEnd())
                .ToList();
            if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            {
                yield return $"diagnostics: expected [{string.Join(", ", expected)}], got [{string.Join(", ", actual)}]";
            }
        }

        var violations = Items(@case, "violations").Select(v => $"{Text(v, "rule_id")}: {Text(v, "message")}");
        var found = diagnostics
            .Where(d => d.Code == Codes.GovernanceViolation)
            .Select(d => $"{d.RuleId}: {d.Message}")
            .ToList();
        if (@case.TryGetProperty("violations", out _) && !violations.SequenceEqual(found, StringComparer.Ordinal))
        {
            yield return $"violations: got [{string.Join(", ", found)}]";
        }
    }

    private static IEnumerable<string> CompareEvaluations(JsonElement @case, bool strict, ActraPolicy policy)
    {
        var index = 0;
        foreach (var evaluation in Items(@case, "evaluations"))
        {
            var input = Text(evaluation, "input_json") ?? evaluation.GetProperty("input").GetRawText();
            var expect = evaluation.GetProperty("expect");
            var expected = expect.TryGetProperty("error", out var error)
                ? error.GetString()!
                : PrintExpectedDecision(expect);
            var actual = Answer(policy, input, strict, expect);
            if (expected != actual)
            {
                yield return $"evaluation {index} of {input}: expected {expected}, got {actual}";
            }

            index++;
        }
    }

    private static string Answer(ActraPolicy policy, string json, bool strict, JsonElement expect)
    {
        try
        {
            var input = strict ? PolicyInputJson.Read(json) : PolicyInputJson.ReadCompatible(json);
            var decision = policy.Evaluate(input);
            var explained = policy.Explain(input).Decision;
            if (explained.Effect != decision.Effect || explained.RuleId != decision.RuleId)
            {
                return $"{Print(decision, expect)} (explained as {Print(explained, expect)})";
            }

            return Print(decision, expect);
        }
        catch (PolicyInputException e)
        {
            return e.Kind.ToString();
        }
    }

    private static string Print(Decision decision, JsonElement expect)
    {
        var problems = decision.Problems.Select(p => $" {p.Code} {p.Field}".TrimEnd());
        var reason = expect.TryGetProperty("reason", out _) ? $" because {decision.Reason}" : "";
        return $"{decision.Effect.ToName()} by {decision.RuleId ?? "none"}{string.Concat(problems)}{reason}";
    }

    private static string PrintExpectedDecision(JsonElement expect)
    {
        var problems = Items(expect, "problems").Select(p => $" {Text(p, "code")} {Text(p, "field")}".TrimEnd());
        var reason = expect.TryGetProperty("reason", out var text) ? $" because {text.GetString()}" : "";
        return $"{Text(expect, "effect")} by {Text(expect, "matched_rule") ?? "none"}{string.Concat(problems)}{reason}";
    }

    private static string PrintExpected(JsonElement expected) =>
        $"{Text(expected, "code")} {Text(expected, "file")}({expected.GetProperty("line")},{expected.GetProperty("column")}) {Text(expected, "rule")}".TrimEnd();

    private static string Print(IReadOnlyList<Diagnostic> diagnostics) =>
        string.Join(" | ", diagnostics.Take(3).Select(d => d.ToString().ReplaceLineEndings(" ")));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];
}
