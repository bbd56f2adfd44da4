namespace Actra.TestSupport;

/// <summary>The servers that <c>./test.sh</c> has started, by the environment variables it sets.</summary>
internal static class Servers
{
    public const string RabbitMq = "rabbitmq";
    public const string PostgreSql = "postgresql";

    /// <summary>The variable that carries the server's address: <c>ACTRA_TEST_RABBITMQ</c>, <c>ACTRA_TEST_POSTGRESQL</c>.</summary>
    public static string Variable(string server) => "ACTRA_TEST_" + server.ToUpperInvariant();

    /// <summary>The server's address, or null where none was started.</summary>
    public static string? Find(string server) =>
        Environment.GetEnvironmentVariable(Variable(server)) is { Length: > 0 } found ? found : null;

    /// <summary>The server's address; throws where none was started.</summary>
    public static string Get(string server) =>
        Find(server) ?? throw new InvalidOperationException($"{Variable(server)} is not set");
}
