using System.Diagnostics;
using Actra.Compilation;
using Actra.Language;
using static Actra.Engine.Tests.Compilation.Samples;

namespace Actra.Engine.Tests.Compilation;

/// <summary>No document, however hostile, crashes the process or takes long to refuse. A megabyte each.</summary>
public class HostileDocumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("[a, {b: ")]
    [InlineData("- &a x\n")]
    [InlineData("- !x y\n")]
    [InlineData("---\na\n")]
    [InlineData("'")]
    [InlineData("&")]
    [InlineData("*")]
    [InlineData(":")]
    [InlineData("{a: b, c}, ")]
    [InlineData("- {id: x, scpe: 1, efect: blok}\n")]
    public void A_megabyte_of_anything_is_refused_soon(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        foreach (var prefix in (string[])["", "version: 1\nrules:\n", "version: 2\ndefault: block\nrules: ["])
        {
            var watch = Stopwatch.StartNew();

            var found = Problems(Schema, prefix + text);

            Assert.InRange(found.Count, 1, 1_001);
            Assert.True(watch.Elapsed < Patience, $"it took {watch.Elapsed} after `{prefix}`");
        }
    }

    [Fact]
    public void Fifty_thousand_rules_compile_and_one_more_does_not()
    {
        string Rules(int count) =>
            "version: 2\ndefault: block\nrules:\n- &r {id: r, scope: {action: a}, effect: allow}\n"
            + string.Concat(Enumerable.Range(1, count - 1).Select(i => $"- {{id: {i}}}\n"));

        Assert.DoesNotContain(Problems(Schema, Rules(Limits.Rules)), d => d.Code == Codes.TooManyRules);
        Assert.Contains(Problems(Schema, Rules(Limits.Rules + 1)), d => d.Code == Codes.TooManyRules);
    }

    [Fact]
    public void A_word_of_a_megabyte_is_not_repeated_in_the_message()
    {
        var found = Problems(Schema, "version: 1\nrules: []\n" + new string('x', 900_000) + ": 1\n");

        Assert.All(found, d => Assert.True(d.Message.Length < 2_000, d.Code));
    }

    [Fact]
    public void Many_misspelt_names_among_many_known_ones_stay_cheap()
    {
        var fields = string.Join(
            ", ",
            Enumerable.Range(0, 20_000).Select(i => $"a_rather_long_field_name_{i}: number")
        );
        var schema = $"version: 1\nactions: {{}}\nactor: {{fields: {{{fields}}}}}\nsnapshot: {{fields: {{}}}}\n";
        var rules = Enumerable
            .Range(0, 5_000)
            .Select(i => Rule($"r{i}", "global: true", Atom("actor", $"a_rather_lonk_fjeld_nqme_{i}", "equals", "1")))
            .ToArray();
        var watch = Stopwatch.StartNew();

        Problems(schema, Policy(rules));

        Assert.True(watch.Elapsed < Patience, $"it took {watch.Elapsed}");
    }
}
