using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Resolution;

public class NamedArgumentReaderTests
{
    private static readonly NamedArgumentReader Reader = new(
        Schemas.Refund(Schemas.Number("amount"), Schemas.Text("type"))
    );

    [Fact]
    public void Declared_names_are_read_and_others_left_out()
    {
        var fields = Reader.Read(new FieldMap { { "amount", 5 }, { "colour", "red" } });

        Assert.Equal("amount", Schemas.Names(fields));
    }

    [Fact]
    public void A_name_type_is_never_read_even_where_the_schema_declares_it()
    {
        var pairs = new Dictionary<string, object?>(StringComparer.Ordinal) { ["type"] = "noop", ["amount"] = 6000 };

        Assert.Equal("amount", Schemas.Names(Reader.Read(pairs)));
        Assert.False(new NamedArgumentReader(null).Read(pairs).Contains("type"));
    }

    [Fact]
    public void A_value_that_is_no_fields_value_is_refused_by_name()
    {
        var e = Assert.Throws<FieldValueException>(() =>
            Reader.Read(new Dictionary<string, object?>(StringComparer.Ordinal) { ["amount"] = new object() })
        );

        Assert.Contains("`amount`", e.Message, StringComparison.Ordinal);
    }
}
