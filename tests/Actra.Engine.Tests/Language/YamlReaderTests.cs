using System.Diagnostics;
using Actra.Language;

namespace Actra.Engine.Tests.Language;

public class YamlReaderTests
{
    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    public void Twenty_kilobytes_of_brackets_are_refused_at_once(char bracket)
    {
        var text = bracket == '-' ? string.Concat(Enumerable.Repeat("- ", 10_000)) : new string(bracket, 20_480);
        var watch = Stopwatch.StartNew();

        var found = Assert.Single(Read(text).Problems);

        Assert.Equal((Codes.TooDeep, 1), (found.Code, found.Line));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"it took {watch.Elapsed}");
    }

    [Fact]
    public void Sixty_four_levels_are_fine_and_one_more_is_not()
    {
        Assert.Empty(Read(Nested(64)).Problems);
        Assert.Equal(Codes.TooDeep, Read(Nested(65)).Problems.Single().Code);
    }

    [Fact]
    public void A_megabyte_is_fine_and_one_byte_more_is_not()
    {
        Assert.Empty(Read("#" + new string('x', Limits.Bytes - 1)).Problems);
        Assert.Equal(Codes.TooLarge, Read("#" + new string('x', Limits.Bytes)).Problems.Single().Code);
        Assert.Equal(Codes.TooLarge, Read("#" + new string('é', Limits.Bytes / 2)).Problems.Single().Code);
    }

    [Fact]
    public void A_hundred_aliases_are_fine_and_one_more_is_not()
    {
        string Aliases(int count) => "- &a x\n" + string.Concat(Enumerable.Repeat("- *a\n", count));

        Assert.Empty(Read(Aliases(100)).Problems);
        Assert.Equal(Codes.TooManyAliases, Read(Aliases(101)).Problems.Single().Code);
    }

    [Fact]
    public void Aliases_that_expand_to_too_much_are_refused()
    {
        var lines = Enumerable
            .Range(1, 9)
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        var found = Read("a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + string.Concat(lines)).Problems.Single();

        Assert.Equal(Codes.TooManyAliases, found.Code);
    }

    [Theory]
    [InlineData("a: &a [*a]\n", 1, 8)]
    [InlineData("a: *b\n", 1, 4)]
    [InlineData("a: 1\n\tb: 2\n", 1, 4)]
    [InlineData("a:\r\n  \tb: 1\r\n", 2, 4)]
    [InlineData("- x\n-\ty\n", 2, 3)]
    [InlineData("a: 'x\n", 1, 4)]
    [InlineData("a: 1\nb: \u0007\n", 2, 4)]
    [InlineData("a: \u007F\n", 1, 4)]
    public void What_is_no_yaml_is_reported_where_it_is(string text, int line, int column)
    {
        var found = Read(text).Problems.Single();

        Assert.Equal((Codes.NotYaml, line, column), (found.Code, found.Line, found.Column));
    }

    [Theory]
    [InlineData("a:\tb\n")]
    [InlineData("a: b\t# c\n")]
    [InlineData("{\n\t\"a\": [\n\t\t1\n\t]\n}\n")]
    [InlineData("a: |\n  \tb: 1\n")]
    [InlineData("a: \"x\n\ty: z\"\n")]
    public void Tabs_that_do_not_indent_are_fine(string text) => Assert.Empty(Read(text).Problems);

    [Theory]
    [InlineData("{a: [x] b: c}\n", 1, 9)]
    [InlineData("{a: {x: y} b: c}\n", 1, 12)]
    [InlineData("{'a' b, c: d}\n", 1, 6)]
    public void A_mark_that_is_left_out_is_missed(string text, int line, int column)
    {
        var found = Read(text).Problems.Single();

        Assert.Equal((Codes.NotYaml, line, column), (found.Code, found.Line, found.Column));
    }

    [Theory]
    [InlineData("{a: [x], b: {c: d} , e: f}\n")]
    [InlineData("{a, b: , c}\n")]
    [InlineData("{a: !!str , b: '', \"\": c}\n")]
    [InlineData("{\"a\":1,'b':[2],? c : d,}\n")]
    [InlineData("{a: &x {b: c}, d: *x, e: !!str f, ? g}\n")]
    public void Marks_that_are_there_are_seen(string text) => Assert.Empty(Read(text).Problems);

    [Fact]
    public void Half_a_character_is_refused()
    {
        var found = Read("a: 1\r\nb: " + (char)0xD800 + "\r\n").Problems.Single();

        Assert.Equal((Codes.NotYaml, 2, 4), (found.Code, found.Line, found.Column));
    }

    [Fact]
    public void A_state_that_the_parser_does_not_expect_is_a_diagnostic()
    {
        var found = Read("a:\n  b: [1,\n  2]\n").Problems.Single();

        Assert.Equal((Codes.NotYaml, 2), (found.Code, found.Line));
    }

    [Fact]
    public void One_text_holds_one_document()
    {
        Assert.Equal(Codes.SeveralDocuments, Read("a: 1\n---\nb: 2\n").Problems.Single().Code);
        Assert.Empty(Read("%YAML 1.2\n---\na: 1\n...\n").Problems);
    }

    [Fact]
    public void Aliases_stand_for_what_they_name()
    {
        var root = Assert.IsType<YamlMapping>(Read("a: &x {b: 1}\nc: *x\n").Root);

        Assert.Same(root.Entries[0].Value, root.Entries[1].Value);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_key()
    {
        var root = Assert.IsType<YamlMapping>(Read("\uFEFFa: 1\nb: 2\n").Root);

        Assert.Equal(("a", new Position(1, 1)), (((YamlScalar)root.Entries[0].Key).Text, root.Entries[0].Key.At));
    }

    [Fact]
    public void No_text_however_mangled_throws()
    {
        var random = new Random(20260301);
        const string letters = "{}[],:?-#&*!|>'\"%@`~ \t\n\r=<\\0aé";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new char[random.Next(1, 40)];
            for (var j = 0; j < text.Length; j++)
            {
                text[j] = letters[random.Next(letters.Length)];
            }

            var (root, problems) = Read(new string(text));
            Assert.True(root is not null || problems.Count > 0, new string(text));
        }
    }

    private static string Nested(int levels) => new string('[', levels - 1) + "x" + new string(']', levels - 1);

    private static (YamlNode? Root, IReadOnlyList<Diagnostic> Problems) Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (
            YamlReader.Read(new DocumentContext("x.yaml", text, compatible: false, diagnostics)),
            [.. diagnostics.ToList().Where(d => d.Code != Codes.Tag)]
        );
    }
}
