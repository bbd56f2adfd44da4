using Actra.Conformance;

namespace Actra.Engine.Tests;

public class ConformanceTests
{
    [Fact]
    public void Every_answer_of_the_original_is_reproduced_or_listed_with_its_reason()
    {
        var results = VectorRun.Run([Repository.PathOf("tests", "vectors", "original", "actra")]);

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
    public void Capability_vectors_are_read_and_named()
    {
        var results = VectorRun.Run([Repository.PathOf("tests", "vectors", "original", "capfence")]);

        Assert.All(results, r => Assert.Equal(CaseOutcome.Skipped, r.Outcome));
        Assert.True(results.Count > 100, $"{results.Count} cases");
    }
}
