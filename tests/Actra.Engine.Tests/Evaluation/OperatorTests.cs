using Actra.Evaluation;
using Actra.Model;

namespace Actra.Engine.Tests.Evaluation;

public class OperatorTests
{
    [Fact]
    public void A_missing_side_or_two_types_make_every_comparison_false()
    {
        foreach (var name in Operators.Names)
        {
            Assert.True(Operators.TryParse(name, out var @operator));
            Assert.False(@operator.Holds(FieldValue.None, FieldValue.Of(1)));
            Assert.False(@operator.Holds(FieldValue.Of("1"), FieldValue.Of(1)));
            Assert.False(@operator.Holds(FieldValue.None, FieldValue.None));
        }
    }

    [Theory]
    [InlineData("equals", 0d, -0d, true)]
    [InlineData("equals", double.NaN, double.NaN, false)]
    [InlineData("not_equals", double.NaN, 1d, true)]
    [InlineData("greater_than", double.NaN, 1d, false)]
    [InlineData("less_than", 1d, 1d, false)]
    [InlineData("greater_than", 1d, 1d, false)]
    [InlineData("less_than", 1d, 2d, true)]
    public void Numbers_compare_as_doubles(string name, double left, double right, bool holds)
    {
        Assert.True(Operators.TryParse(name, out var @operator));
        Assert.Equal(holds, @operator.Holds(FieldValue.Of(left), FieldValue.Of(right)));
    }

    [Theory]
    [InlineData("é", "e\u0301")]
    [InlineData("a", "A")]
    [InlineData("a", "a ")]
    public void Strings_compare_ordinally(string left, string right) =>
        Assert.True(Operator.NotEqual.Holds(FieldValue.Of(left), FieldValue.Of(right)));

    [Fact]
    public void Instants_compare_whatever_their_offsets()
    {
        var left = FieldValue.Of(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)));
        var right = FieldValue.Of(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.True(Operator.Equal.Holds(left, right));
        Assert.False(Operator.Greater.Holds(left, right));
        Assert.True(Operator.Less.Holds(FieldValue.Of(TimeSpan.FromHours(1)), FieldValue.Of(TimeSpan.FromHours(2))));
    }
}
