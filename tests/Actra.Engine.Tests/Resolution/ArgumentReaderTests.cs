using System.Reflection;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Resolution;

public class ArgumentReaderTests
{
    private static readonly ActionSchema Schema = Schemas.Refund(Schemas.Text("order_id"), Schemas.Number("amount"));

    private sealed record Request(string OrderId, decimal Amount);

    private readonly record struct Boxed(string OrderId, decimal Amount);

    private abstract class Jobs
    {
        public abstract void Plain(string orderId, decimal amount, CancellationToken ct);

        public abstract void Renamed([ActraField("order_id")] string order, [ActraField("amount")] decimal sum);

        public abstract void Carried(Request request, CancellationToken ct);

        public abstract void Optional(Boxed? boxed);

        public abstract void Mixed(decimal amount, Request request);

        public abstract void Ambiguous(Request first, Request second);

        public abstract void Misnamed(string order, decimal amonut);

        public abstract void WrongType(string orderId, string amount);

        public abstract void Hiding(string orderId, [ActraIgnore] decimal amount);
    }

    private static MethodInfo Method(string name) => typeof(Jobs).GetMethod(name)!;

    private static FieldMap Read(string method, params object?[] arguments) =>
        ArgumentReader.Create(Method(method), Schema).Read(arguments);

    [Fact]
    public void Parameters_are_fields_by_name_and_snake_case_and_a_cancellation_token_is_not()
    {
        var fields = Read("Plain", "A-1", 12m, CancellationToken.None);

        Assert.Equal("A-1", fields["order_id"].AsString);
        Assert.Equal(12, fields["amount"].AsNumber);
        Assert.Equal(2, fields.Count);
    }

    [Fact]
    public void An_attribute_names_a_parameters_field() => Assert.Equal(7, Read("Renamed", "A", 7m)["amount"].AsNumber);

    [Fact]
    public void The_properties_of_the_one_complex_parameter_are_fields()
    {
        var fields = Read("Carried", new Request("A-1", 3), CancellationToken.None);

        Assert.Equal("A-1", fields["order_id"].AsString);
        Assert.Equal(3, fields["amount"].AsNumber);
        Assert.Equal(0, Read("Carried", null, CancellationToken.None).Count);
    }

    [Fact]
    public void A_nullable_struct_may_carry_the_fields()
    {
        Assert.Equal(3, Read("Optional", new Boxed("A", 3))["amount"].AsNumber);
        Assert.Equal(0, Read("Optional", [null]).Count);
    }

    [Fact]
    public void A_parameter_wins_over_a_property_of_the_same_name() =>
        Assert.Equal(1, Read("Mixed", 1m, new Request("A", 99))["amount"].AsNumber);

    [Fact]
    public void With_two_complex_parameters_neither_is_looked_into() =>
        Assert.Throws<ContractException>(() => ArgumentReader.Create(Method("Ambiguous"), Schema));

    [Fact]
    public void A_parameter_named_differently_from_the_schema_is_an_error_and_no_missing_field()
    {
        var e = Assert.Throws<ContractException>(() => ArgumentReader.Create(Method("Misnamed"), Schema));

        Assert.Equal("Jobs.Misnamed", e.Contract);
        Assert.Equal(
            [
                "field `order_id` (string) has no parameter",
                "field `amount` (number) has no parameter: the nearest is `amonut`",
            ],
            e.Problems
        );
    }

    [Fact]
    public void A_parameter_that_can_never_have_the_declared_type_is_reported()
    {
        var e = Assert.Throws<ContractException>(() => ArgumentReader.Create(Method("WrongType"), Schema));

        Assert.Equal(["field `amount` is a number; parameter `amount` of type String never is"], e.Problems);
    }

    [Fact]
    public void A_hidden_parameter_is_not_read()
    {
        var e = Assert.Throws<ContractException>(() => ArgumentReader.Create(Method("Hiding"), Schema));

        Assert.Contains("hidden by [ActraIgnore]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_fields_are_the_only_ones_read()
    {
        var reader = ArgumentReader.Create(Method("Plain"), Schema, ["amount"]);

        Assert.Equal("amount", Schemas.Names(reader.Read(new object?[] { "A", 1m, null })));
    }

    [Fact]
    public void A_chosen_field_that_is_not_declared_is_reported()
    {
        var e = Assert.Throws<ContractException>(() => ArgumentReader.Create(Method("Plain"), Schema, ["amonut"]));

        Assert.Equal(["the chosen field `amonut` is not declared: did you mean `amount`?"], e.Problems);
    }

    [Theory]
    [InlineData(typeof(CancellationToken), true)]
    [InlineData(typeof(global::Hangfire.Server.PerformContext), true)]
    [InlineData(typeof(global::MassTransit.ConsumeContext), true)]
    [InlineData(typeof(string), false)]
    [InlineData(typeof(Request), false)]
    public void What_a_pipeline_fills_in_is_no_field(Type type, bool infrastructure) =>
        Assert.Equal(infrastructure, ArgumentReader.IsInfrastructure(type));
}
