using Actra.Audit;
using Actra.Model;
using Actra.Storage;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Cli.Tests;

/// <summary>A host's database with a decision log, in a directory that is gone after the test.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-cli-").FullName;

    public LogFile()
    {
        Path = In("actra.db");
        Host = SqliteDatabase.Open(Path);
        KeyFile = In("host.keys");
        ActraKeyFile.WriteNew(KeyFile, "k1");
    }

    public string Path { get; }

    public string KeyFile { get; }

    /// <summary>The host's own handle: open, as while it runs.</summary>
    public SqliteDatabase Host { get; }

    public ManualTimeProvider Clock { get; } = new();

    public string In(string name) => System.IO.Path.Combine(_folder, name);

    public static AuditEntry Entry(int number) =>
        new()
        {
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Kind = AuditKind.Decision,
            Service = "billing",
            WorkKind = "message",
            Endpoint = "refunds",
            WorkId = $"m-{number}",
            Action = "refund",
            Actor = "ada",
            Effect = "block",
            Rule = "refund-none",
            Reason = "no, \"never\"",
        };

    public async Task WriteAsync(int count, Func<AuditEntry, AuditEntry>? change = null)
    {
        await using var writer = new AuditWriter(
            new SqliteAuditLog(Host),
            clock: Clock,
            keys: ActraKeyFile.ReadRing(KeyFile)
        );
        for (var i = 1; i <= count; i++)
        {
            await writer.WriteAsync(
                change?.Invoke(Entry(i)) ?? Entry(i),
                AuditDurability.Required,
                CancellationToken.None
            );
        }
    }

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Execute(sql);
    }

    public void Dispose()
    {
        Host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
