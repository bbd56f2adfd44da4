using Actra.Approvals;
using Actra.Model;
using Npgsql;

namespace Actra.Storage;

/// <summary>
/// Hears by <c>LISTEN</c> that another process has changed something that a pump has to deal with, on a connection of its own. The channel is named as the schema, and
/// says whose pump is meant. The server lets transactions that notify commit one by one, so those that no pump waits for do not.
/// </summary>
internal sealed class PostgresWake(PostgresDatabase database) : IApprovalWake
{
    /// <summary>The server takes 8,000 bytes.</summary>
    private const int LongestName = 1_000;

    /// <summary>Tells the pumps of a service, once it is committed.</summary>
    public static void Tell(PostgresUnit unit, string schema, string service) => unit.Notify(schema, Payload(service));

    /// <inheritdoc />
    public async Task ListenAsync(string service, Action wake, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wake);
        var payload = Payload(service);
        await using var connection = await database.OpenListenerAsync(ct);
        connection.Notification += (_, told) =>
        {
            if (string.Equals(told.Payload, payload, StringComparison.Ordinal))
            {
                wake();
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {database.Schema}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        // What was told before somebody listened.
        wake();
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private static string Payload(string service) =>
        PostgresNames.Kept(service) is { Length: <= LongestName } name
            ? name
            : new CanonicalWriter("actra/wake/1").Add(service).Hash();
}
