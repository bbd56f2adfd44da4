using Actra.Resolution;

namespace Actra.Engine.Tests.Resolution;

public class NamingTests
{
    [Theory]
    [InlineData("Amount", "amount")]
    [InlineData("OrderId", "order_id")]
    [InlineData("orderID", "order_id")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("IBAN", "iban")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("Line1Address", "line1_address")]
    public void Names_become_snake_case(string name, string snake) => Assert.Equal(snake, Naming.ToSnakeCase(name));
}
