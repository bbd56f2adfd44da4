using Actra.Language;

namespace Actra.Engine.Tests.Language;

public class CoreScalarTests
{
    [Theory]
    [InlineData("", nameof(ScalarKind.Null))]
    [InlineData("~", nameof(ScalarKind.Null))]
    [InlineData("NULL", nameof(ScalarKind.Null))]
    [InlineData("True", nameof(ScalarKind.Boolean))]
    [InlineData("FALSE", nameof(ScalarKind.Boolean))]
    [InlineData("yes", nameof(ScalarKind.String))]
    [InlineData("off", nameof(ScalarKind.String))]
    [InlineData("tRue", nameof(ScalarKind.String))]
    [InlineData("010", nameof(ScalarKind.String))]
    [InlineData("-007", nameof(ScalarKind.String))]
    [InlineData("1_000", nameof(ScalarKind.String))]
    [InlineData("1e400", nameof(ScalarKind.String))]
    [InlineData("2024-01-01", nameof(ScalarKind.String))]
    [InlineData("12:30", nameof(ScalarKind.String))]
    [InlineData("1.2.3", nameof(ScalarKind.String))]
    [InlineData("+-5", nameof(ScalarKind.String))]
    [InlineData("+-5.0", nameof(ScalarKind.String))]
    [InlineData("Infinity", nameof(ScalarKind.String))]
    [InlineData("NaN", nameof(ScalarKind.String))]
    [InlineData("0x", nameof(ScalarKind.String))]
    [InlineData("-", nameof(ScalarKind.String))]
    [InlineData(".", nameof(ScalarKind.String))]
    [InlineData("18446744073709551616", nameof(ScalarKind.WideInteger))]
    [InlineData("-9223372036854775809", nameof(ScalarKind.WideInteger))]
    public void Kinds(string text, string kind) => Assert.Equal(kind, CoreScalar.Resolve(text).Kind.ToString());

    [Theory]
    [InlineData("0", 0)]
    [InlineData("+12", 12)]
    [InlineData("-12", -12)]
    [InlineData("0x1F", 31)]
    [InlineData("-0x10", -16)]
    [InlineData("0o17", 15)]
    [InlineData("0b101", 5)]
    [InlineData("18446744073709551615", 18446744073709551615d)]
    [InlineData("1.", 1)]
    [InlineData(".5", 0.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1E3", 1000)]
    [InlineData("+5.5", 5.5)]
    [InlineData("00.5", 0.5)]
    [InlineData(".inf", double.PositiveInfinity)]
    [InlineData("+.INF", double.PositiveInfinity)]
    [InlineData("-.Inf", double.NegativeInfinity)]
    [InlineData(".nan", double.NaN)]
    [InlineData("340282366920938463463374607431768211456", 340282366920938463463374607431768211456d)]
    public void Numbers(string text, double number)
    {
        var value = CoreScalar.Resolve(text);

        Assert.True(value.IsNumber, value.Kind.ToString());
        Assert.Equal(number, value.Number);
    }

    [Theory]
    [InlineData("tag:yaml.org,2002:str", "5", nameof(ScalarKind.String))]
    [InlineData("tag:yaml.org,2002:int", "5", nameof(ScalarKind.Integer))]
    [InlineData("tag:yaml.org,2002:int", "5.5", nameof(ScalarKind.Invalid))]
    [InlineData("tag:yaml.org,2002:float", "5", nameof(ScalarKind.Float))]
    [InlineData("tag:yaml.org,2002:bool", "yes", nameof(ScalarKind.Invalid))]
    [InlineData("tag:yaml.org,2002:bool", "true", nameof(ScalarKind.Boolean))]
    [InlineData("tag:yaml.org,2002:null", "~", nameof(ScalarKind.Null))]
    public void Tags_decide(string tag, string text, string kind) =>
        Assert.Equal(kind, CoreScalar.Resolve(new YamlScalar(default, tag, text, plain: true)).Kind.ToString());

    [Fact]
    public void Quotes_make_a_string() =>
        Assert.Equal(ScalarKind.String, CoreScalar.Resolve(new YamlScalar(default, null, "5", plain: false)).Kind);
}
