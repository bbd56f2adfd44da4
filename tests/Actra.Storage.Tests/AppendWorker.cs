using System.Globalization;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Appends to a log that others append to as well: in a thread of the test, or as a process of its own.</summary>
internal static class AppendWorker
{
    public const string Sqlite = "append-sqlite";
    public const string Postgres = "append-postgres";

    /// <summary>All wait for one lock: where the machine is busy, longer than a server's commands usually may take.</summary>
    public const string Patience = "Command Timeout=300";

    public static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));

    /// <summary>A process: kind, place, name, threads, entries per thread.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (kind, place, name) = (args[0], args[1], args[2]);
        using var sqlite = kind == Sqlite ? SqliteDatabase.Open(place) : null;
        using var postgres =
            kind == Postgres
                ? PostgresDatabase.Open($"{Servers.Get(Servers.PostgreSql)};Application Name={place};{Patience}", place)
                : null;
        IAuditLog log = sqlite is not null ? new SqliteAuditLog(sqlite) : new PostgresAuditLog(postgres!);
        await AppendAsync(log, name, Number(args[3]), Number(args[4]));
        return 0;
    }

    /// <summary>Appends from several threads, half of them through one writer, as the guard does, and half in pairs past it, as stores do.</summary>
    public static async Task AppendAsync(IAuditLog log, string name, int threads, int entries)
    {
        var options = new AuditWriterOptions { HeadEvery = 50, HeadFailed = e => throw e };
        await using var writer = new AuditWriter(log, options, keys: Keys);
        await Task.WhenAll(
            Enumerable
                .Range(0, threads)
                .Select(thread =>
                    Task.Run(() =>
                        thread % 2 == 0
                            ? ByWriterAsync(writer, $"{name}-{thread}", entries)
                            : InPairsAsync(log, $"{name}-{thread}", entries)
                    )
                )
        );
    }

    /// <summary>The ids of all entries that a worker appends.</summary>
    public static IEnumerable<string> Ids(string name, int threads, int entries) =>
        from thread in Enumerable.Range(0, threads)
        from number in Enumerable.Range(0, entries)
        select Id($"{name}-{thread}", number);

    private static async Task ByWriterAsync(AuditWriter writer, string name, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await writer.WriteAsync(Entry(name, i), AuditDurability.Required, default);
        }
    }

    private static async Task InPairsAsync(IAuditLog log, string name, int entries)
    {
        for (var i = 0; i < entries; i += 2)
        {
            await log.AppendAsync(i + 1 < entries ? [Entry(name, i), Entry(name, i + 1)] : [Entry(name, i)], default);
        }
    }

    private static AuditEntry Entry(string name, int number) =>
        AuditLogSpecification.Entry() with
        {
            DecisionId = Id(name, number),
        };

    private static string Id(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
