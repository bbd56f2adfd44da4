using Actra.Language;
using Actra.Model;

namespace Actra.Engine.Tests.Language;

public class PolicyInputJsonTests
{
    [Fact]
    public void The_actions_type_is_taken_out_of_its_fields()
    {
        var input = PolicyInputJson.Read(
            """{"action": {"type": "refund", "amount": 12.5, "urgent": true}, "actor": {"id": "ada"}, "snapshot": {}}"""
        );

        Assert.Equal("refund", input.ActionType);
        Assert.Equal(["amount", "urgent"], input.Action.Select(f => f.Key));
        Assert.Equal(FieldValue.Of(12.5), input[new FieldRef(Domain.Action, "amount")]);
        Assert.Equal(FieldValue.Of("ada"), input.Actor["id"]);
    }

    [Theory]
    [InlineData("""{""", InputErrorKind.JsonSyntax)]
    [InlineData("", InputErrorKind.JsonSyntax)]
    [InlineData("""{"action":{"type":"a"},"actor":{},"snapshot":{}} x""", InputErrorKind.JsonSyntax)]
    [InlineData("""{"action":{"type":"\ud800"},"actor":{},"snapshot":{}}""", InputErrorKind.JsonSyntax)]
    [InlineData("""null""", InputErrorKind.DomainNotMap)]
    [InlineData("""[{},{},{}]""", InputErrorKind.DomainNotMap)]
    [InlineData("""{"action":[],"actor":{},"snapshot":{}}""", InputErrorKind.DomainNotMap)]
    [InlineData("""{"action":{"type":"a"},"actor":{}}""", InputErrorKind.MissingDomain)]
    [InlineData("""{"action":{"type":"a"},"action":{},"actor":{}}""", InputErrorKind.DuplicateDomain)]
    [InlineData("""{"action":{"type":"a","x":null},"actor":{},"snapshot":{}}""", InputErrorKind.UnsupportedValue)]
    [InlineData("""{"action":{"type":"a","x":[]},"actor":{},"snapshot":{}}""", InputErrorKind.UnsupportedValue)]
    [InlineData("""{"action":{"type":"a","x":{}},"actor":{},"snapshot":{}}""", InputErrorKind.UnsupportedValue)]
    [InlineData("""{"action":{"type":"a","x":1e400},"actor":{},"snapshot":{}}""", InputErrorKind.NumberOutOfRange)]
    [InlineData(
        """{"action":{"type":"a","x":9007199254740993},"actor":{},"snapshot":{}}""",
        InputErrorKind.NumberOutOfRange
    )]
    [InlineData("""{"action":{"type":"a","x":1,"x":2},"actor":{},"snapshot":{}}""", InputErrorKind.DuplicateField)]
    [InlineData("""{"action":{"type":"a"},"actor":{},"snapshot":{},"more":1}""", InputErrorKind.UnknownMember)]
    [InlineData("""{"action":{},"actor":{},"snapshot":{}}""", InputErrorKind.ActionType)]
    [InlineData("""{"action":{"type":5},"actor":{},"snapshot":{}}""", InputErrorKind.ActionType)]
    public void What_is_no_input_is_refused(string json, InputErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<PolicyInputException>(() => PolicyInputJson.Read(json)).Kind);

    [Fact]
    public void Large_integers_that_fit_exactly_are_taken()
    {
        var input = PolicyInputJson.Read(
            """{"action":{"type":"a","x":9007199254740992,"y":9007199254740994},"actor":{},"snapshot":{}}"""
        );

        Assert.Equal((9007199254740992d, 9007199254740994d), (input.Action["x"].AsNumber, input.Action["y"].AsNumber));
    }

    [Fact]
    public void As_the_original_reads_repeated_and_unknown_members_are_no_errors()
    {
        var input = PolicyInputJson.ReadCompatible(
            """{"more":[[]],"action":{"x":1,"x":9007199254740993},"actor":{},"snapshot":{}}"""
        );

        Assert.Equal(("", 9007199254740992d), (input.ActionType, input.Action["x"].AsNumber));
    }

    [Theory]
    [InlineData("1000.4999999999999", 1000.5)]
    [InlineData("0.9723372896865363", 0.9723372896865364)]
    [InlineData("1e3", 1000)]
    [InlineData("-0.5", -0.5)]
    [InlineData("18446744073709551616", 18446744073709551616d)]
    [InlineData("4.9e-324", 4.9e-324)]
    [InlineData("0e999999999999", 0)]
    [InlineData("1e-999999999999", 0)]
    [InlineData("0.00000000000000000000000000012345", 1.2345e-28)]
    public void As_the_original_reads_long_decimals_are_a_little_off(string text, double number)
    {
        var read = OriginalNumbers.Parse(System.Text.Encoding.ASCII.GetBytes(text));

        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("1e999999999999")]
    public void Numbers_out_of_range_are_none(string text) =>
        Assert.Null(OriginalNumbers.Parse(System.Text.Encoding.ASCII.GetBytes(text)));
}
