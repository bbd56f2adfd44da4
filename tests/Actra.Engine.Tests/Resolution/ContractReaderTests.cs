using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Resolution;

public class ContractReaderTests
{
    private enum Channel
    {
        Web,
        Phone,
    }

    private interface IHasOrder
    {
        string OrderId { get; }
    }

    private interface IRefundRequested : IHasOrder
    {
        decimal Amount { get; }
    }

    private sealed record Proxy(string OrderId, decimal Amount) : IRefundRequested;

    private sealed record Everything(
        string Text,
        char Letter,
        Channel Channel,
        Guid Id,
        Uri Address,
        int Whole,
        long Long,
        ulong Unsigned,
        float Single,
        double Double,
        decimal Money,
        bool Truth,
        DateTimeOffset At,
        TimeSpan Length
    );

    private sealed record Optional(int? Count, string? Note, Channel? Channel, DateTimeOffset? At);

    private sealed class Renamed
    {
        [ActraField("amount")]
        public decimal Total { get; init; }

        public decimal Amount { get; init; }
    }

    private sealed class Hiding
    {
        [ActraIgnore]
        public string Note { get; init; } = "secret";
    }

    private interface IMarked
    {
        [ActraField("amount")]
        decimal Sum { get; }

        [ActraIgnore]
        string Note { get; }
    }

    private sealed record Implementing(decimal Sum, string Note) : IMarked;

    private sealed record Customer(string Name, Address? Address);

    private sealed record Address(string CountryCode);

    private sealed record Order(Customer? Customer);

    private sealed class Failing
    {
        public decimal Amount => throw new InvalidOperationException("4111 1111 1111 1111");
    }

    private class Base
    {
        public string OrderId => "base";
    }

    private sealed class Derived : Base
    {
        public new int OrderId => 7;
    }

    private sealed record Twins(string OrderID, string OrderId);

    private sealed record Money(decimal Value);

    private sealed record Paying(Money? Money, string Currency);

    private sealed record Spoof(string Type, decimal Amount);

    [Fact]
    public void Properties_are_found_by_exact_name_and_by_snake_case()
    {
        var reader = ContractReader.Create(
            typeof(Proxy),
            Schemas.Refund(Schemas.Text("order_id"), Schemas.Number("Amount"))
        );

        var fields = reader.Read(new Proxy("A-1", 12.5m));

        Assert.Equal("A-1", fields["order_id"].AsString);
        Assert.Equal(12.5, fields["Amount"].AsNumber);
    }

    [Fact]
    public void An_attribute_wins_over_a_property_of_that_name()
    {
        var reader = ContractReader.Create(typeof(Renamed), Schemas.Refund(Schemas.Number("amount")));

        Assert.Equal(5, reader.Read(new Renamed { Total = 5, Amount = 1 })["amount"].AsNumber);
    }

    [Fact]
    public void Message_interfaces_are_read_with_the_properties_they_inherit()
    {
        var reader = ContractReader.Create(
            typeof(IRefundRequested),
            Schemas.Refund(Schemas.Text("order_id"), Schemas.Number("amount"))
        );

        var fields = reader.Read(new Proxy("A-1", 3));

        Assert.Equal("A-1", fields["order_id"].AsString);
        Assert.Equal(3, fields["amount"].AsNumber);
    }

    [Fact]
    public void Attributes_on_an_interface_hold_for_the_class_that_implements_it()
    {
        var schema = Schemas.Refund(
            Schemas.Number("amount"),
            Schemas.Text("note") with
            {
                Default = FieldValue.Of("none"),
            }
        );

        var fields = ContractReader.Create(typeof(Implementing), schema).Read(new Implementing(9, "private"));

        Assert.Equal(9, fields["amount"].AsNumber);
        Assert.False(fields.Contains("note"));
    }

    [Fact]
    public void Every_kind_of_value_is_read_as_the_type_it_is_declared_as()
    {
        var schema = Schemas.Refund(
            Schemas.Text("text"),
            Schemas.Text("letter"),
            Schemas.Text("channel"),
            Schemas.Text("id"),
            Schemas.Text("address"),
            Schemas.Number("whole"),
            Schemas.Number("long"),
            Schemas.Number("unsigned"),
            Schemas.Number("single"),
            Schemas.Number("double"),
            Schemas.Number("money"),
            new FieldSchema("truth", FieldType.Boolean),
            new FieldSchema("at", FieldType.Timestamp),
            new FieldSchema("length", FieldType.Duration)
        );
        var at = new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.FromHours(2));
        var id = Guid.Parse("7f4df1a4-3f0e-4a1c-9a53-0a3f3f5a8c11");

        var fields = ContractReader
            .Create(typeof(Everything), schema)
            .Read(
                new Everything(
                    "t",
                    'x',
                    Channel.Phone,
                    id,
                    new Uri("https://example.org/a"),
                    1,
                    2,
                    3,
                    0.1f,
                    0.5,
                    0.1m,
                    true,
                    at,
                    TimeSpan.FromMinutes(5)
                )
            );

        Assert.Equal("t", fields["text"].AsString);
        Assert.Equal("x", fields["letter"].AsString);
        Assert.Equal("Phone", fields["channel"].AsString);
        Assert.Equal(id.ToString("D"), fields["id"].AsString);
        Assert.Equal("https://example.org/a", fields["address"].AsString);
        Assert.Equal(1, fields["whole"].AsNumber);
        Assert.Equal(2, fields["long"].AsNumber);
        Assert.Equal(3, fields["unsigned"].AsNumber);
        Assert.Equal(0.1, fields["single"].AsNumber);
        Assert.Equal(0.5, fields["double"].AsNumber);
        Assert.Equal(0.1, fields["money"].AsNumber);
        Assert.True(fields["truth"].AsBoolean);
        Assert.Equal(at, fields["at"].AsTimestamp);
        Assert.Equal(TimeSpan.FromMinutes(5), fields["length"].AsDuration);
    }

    [Fact]
    public void A_null_is_no_value()
    {
        var reader = ContractReader.Create(
            typeof(Optional),
            Schemas.Refund(
                Schemas.Number("count"),
                Schemas.Text("note"),
                Schemas.Text("channel"),
                new FieldSchema("at", FieldType.Timestamp)
            )
        );

        Assert.Equal(0, reader.Read(new Optional(null, null, null, null)).Count);
        Assert.Equal(4, reader.Read(new Optional(0, "", Channel.Web, DateTimeOffset.UnixEpoch)).Count);
    }

    [Fact]
    public void A_name_with_dots_walks_nested_properties_and_stops_at_a_null()
    {
        var reader = ContractReader.Create(
            typeof(Order),
            Schemas.Refund(Schemas.Text("customer.name"), Schemas.Text("customer.address.country_code"))
        );

        var full = reader.Read(new Order(new Customer("Ann", new Address("CH"))));
        Assert.Equal("Ann", full["customer.name"].AsString);
        Assert.Equal("CH", full["customer.address.country_code"].AsString);
        Assert.False(reader.Read(new Order(new Customer("Ann", null))).Contains("customer.address.country_code"));
        Assert.Equal(0, reader.Read(new Order(null)).Count);
    }

    [Fact]
    public void A_mapping_reads_what_the_properties_do_not_say()
    {
        var reader = ContractReader.Create(
            typeof(Paying),
            Schemas.Refund(Schemas.Number("amount"), Schemas.Text("currency")),
            new Dictionary<string, Func<object, object?>>(StringComparer.Ordinal)
            {
                ["amount"] = paying => ((Paying)paying).Money!.Value,
            }
        );

        var fields = reader.Read(new Paying(new Money(40), "CHF"));

        Assert.Equal(40, fields["amount"].AsNumber);
        Assert.Equal("CHF", fields["currency"].AsString);
        var e = Assert.Throws<FieldValueException>(() => reader.Read(new Paying(null, "CHF")));
        Assert.Contains("`amount`", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_missing_fields_are_reported_at_once_with_the_nearest_property()
    {
        var e = Assert.Throws<ContractException>(() =>
            ContractReader.Create(
                typeof(Proxy),
                Schemas.Refund(Schemas.Text("order_no"), Schemas.Number("amuont"), Schemas.Text("zzzzzzzz"))
            )
        );

        Assert.Equal("refund", e.Action);
        Assert.Equal("Proxy", e.Contract);
        Assert.Equal(
            [
                "field `order_no` (string) has no property: the nearest is `OrderId`",
                "field `amuont` (number) has no property: the nearest is `Amount`",
                "field `zzzzzzzz` (string) has no property",
            ],
            e.Problems
        );
        Assert.StartsWith("`Proxy` does not fit action `refund`:", e.Message, StringComparison.Ordinal);
        Assert.All(e.Problems, problem => Assert.Contains(problem, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_with_a_default_may_be_missing()
    {
        var schema = Schemas.Refund(Schemas.Text("currency") with { Default = FieldValue.Of("CHF") });

        Assert.Equal(0, ContractReader.Create(typeof(Proxy), schema).Read(new Proxy("A", 1)).Count);
    }

    [Fact]
    public void A_property_that_can_never_have_the_declared_type_is_reported()
    {
        var e = Assert.Throws<ContractException>(() =>
            ContractReader.Create(typeof(Proxy), Schemas.Refund(Schemas.Text("amount")))
        );

        Assert.Equal(["field `amount` is a string; property `Amount` of type Decimal never is"], e.Problems);
    }

    [Fact]
    public void A_hidden_property_is_not_read_and_its_absence_is_explained()
    {
        var e = Assert.Throws<ContractException>(() =>
            ContractReader.Create(typeof(Hiding), Schemas.Refund(Schemas.Text("note")))
        );

        Assert.Equal(["field `note` (string) has no property: `Note` is hidden by [ActraIgnore]"], e.Problems);
    }

    [Fact]
    public void A_mapping_of_an_undeclared_field_is_reported()
    {
        var e = Assert.Throws<ContractException>(() =>
            ContractReader.Create(
                typeof(Proxy),
                Schemas.Refund(Schemas.Number("amount")),
                new Dictionary<string, Func<object, object?>>(StringComparer.Ordinal) { ["amonut"] = _ => 1 }
            )
        );

        Assert.Equal(["the mapped field `amonut` is not declared: did you mean `amount`?"], e.Problems);
    }

    [Fact]
    public void Two_properties_for_one_field_are_reported()
    {
        var e = Assert.Throws<ContractException>(() =>
            ContractReader.Create(typeof(Twins), Schemas.Refund(Schemas.Text("order_id")))
        );

        Assert.Contains("could be `OrderID` and `OrderId`", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_properties_with_one_name_the_more_derived_is_read()
    {
        var reader = ContractReader.Create(typeof(Derived), Schemas.Refund(Schemas.Number("order_id")));

        Assert.Equal(7, reader.Read(new Derived())["order_id"].AsNumber);
    }

    [Fact]
    public void An_integer_that_no_number_holds_exactly_is_refused_and_never_rounded()
    {
        var schema = Schemas.Refund(Schemas.Number("amount"));

        var e = Assert.Throws<FieldValueException>(() =>
            ContractReader.Create(typeof(Proxy), schema).Read(new Proxy("A", 9007199254740993m))
        );

        Assert.StartsWith("field `amount`:", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_getter_that_throws_is_a_fault_of_the_payload_and_its_text_stays_inside()
    {
        var reader = ContractReader.Create(typeof(Failing), Schemas.Refund(Schemas.Number("amount")));

        var e = Assert.Throws<FieldValueException>(() => reader.Read(new Failing()));

        Assert.Contains("field `amount`", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_called_type_is_never_read()
    {
        var reader = ContractReader.Create(
            typeof(Spoof),
            Schemas.Refund(Schemas.Text("type"), Schemas.Number("amount"))
        );

        var fields = reader.Read(new Spoof("noop", 1));

        Assert.False(fields.Contains("type"));
        Assert.Equal(1, fields["amount"].AsNumber);
    }

    [Fact]
    public void An_object_of_another_type_is_refused()
    {
        var reader = ContractReader.Create(typeof(Proxy), Schemas.Refund(Schemas.Number("amount")));

        Assert.Throws<FieldValueException>(() => reader.Read("refund"));
    }
}
