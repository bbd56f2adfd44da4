using Actra.Approvals;
using Actra.Model;
using Npgsql;

namespace Actra.Storage;

/// <summary>
/// Tells and hears, by <c>NOTIFY</c> and <c>LISTEN</c>, that there is something for the pumps of a service. The channel is named as the schema, and says whose pump is
/// meant. The server lets transactions that notify commit one by one, so a change does not: its handle tells after it, of many changes at once.
/// </summary>
internal sealed class PostgresWake : IApprovalWake, IDisposable
{
    /// <summary>The server takes 8,000 bytes.</summary>
    private const int LongestName = 1_000;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private readonly PostgresDatabase _database;
    private readonly PostgresBackground _telling;
    private readonly Lock _lock = new();
    private HashSet<string> _toTell = new(StringComparer.Ordinal);

    public PostgresWake(PostgresDatabase database)
    {
        _database = database;
        _telling = new PostgresBackground(TellAsync, Rest);
    }

    /// <summary>Tells the pumps of a service, soon. To be called when the change is committed.</summary>
    public void Tell(string service)
    {
        lock (_lock)
        {
            _toTell.Add(Payload(service));
        }

        _telling.Wake();
    }

    /// <inheritdoc />
    public async Task ListenAsync(string service, Action wake, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wake);
        var payload = Payload(service);
        await using var connection = await _database.OpenListenerAsync(ct);
        connection.Notification += (_, told) =>
        {
            if (string.Equals(told.Payload, payload, StringComparison.Ordinal))
            {
                wake();
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {_database.Schema}", connection))
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

    /// <summary>Tells what is still to be told.</summary>
    public void Dispose() => _telling.Dispose();

    private async Task TellAsync()
    {
        HashSet<string> told;
        lock (_lock)
        {
            (told, _toTell) = (_toTell, new HashSet<string>(StringComparer.Ordinal));
        }

        if (told.Count == 0)
        {
            return;
        }

        try
        {
            await _database.RunAsync(
                session =>
                    session.RunAsync(
                        "SELECT pg_notify(@channel, payload) FROM unnest(@payloads) payload",
                        new { channel = session.Schema, payloads = told.ToArray() }
                    ),
                CancellationToken.None
            );
        }
        catch
        {
            lock (_lock)
            {
                _toTell.UnionWith(told);
            }

            throw;
        }
    }

    private static string Payload(string service) =>
        PostgresNames.Kept(service) is { Length: <= LongestName } name
            ? name
            : new CanonicalWriter("actra/wake/1").Add(service).Hash();
}
