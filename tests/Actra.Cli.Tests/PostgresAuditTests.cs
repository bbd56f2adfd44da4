using Actra.Audit;
using Actra.Storage;
using Actra.TestSupport;

namespace Actra.Cli.Tests;

/// <summary>The same commands on a PostgreSQL database.</summary>
public sealed class PostgresAuditTests : IDisposable
{
    private readonly LogFile _files = new();
    private readonly string _schema = $"cli_{Guid.NewGuid():N}";

    public void Dispose()
    {
        _files.Dispose();
        PostgresSchema.Drop(_schema);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_signed_log_is_verified_printed_and_exported_by_uri_and_by_connection_string()
    {
        await WriteAsync(5);

        foreach (var database in new[] { PostgresSchema.Uri(), Servers.Get(Servers.PostgreSql) })
        {
            var verified = Run("verify", database, "--keys", _files.KeyFile);
            Assert.Equal((0, ""), (verified.Code, verified.Error));
            Assert.StartsWith("intact: 5 records, head 5:", verified.Out);
            Assert.Contains("signed up to record 5 with key `k1`", verified.Out);
            Assert.StartsWith("5  2026-01-02T03:04:05.000Z  decision  block", Run("tail", database, "-n", "1").Out);
            Assert.Equal(5, Run("export", database, "--format", "jsonl").Out.Count(c => c == '\n'));
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public void A_schema_that_no_host_has_made_answers_2_and_is_not_made()
    {
        var answer = Run("verify", PostgresSchema.Uri());

        Assert.Equal(2, answer.Code);
        Assert.Contains($"/{_schema} on 127.0.0.1` holds no tables of Actra", answer.Error);
        Assert.Equal(answer, Run("verify", PostgresSchema.Uri()));
    }

    [Theory]
    [InlineData("postgres://eve:s3cret@127.0.0.1:1/app?connect_timeout=1")]
    [InlineData("Host=127.0.0.1;Port=1;Username=eve;Password=s3cret;Timeout=1")]
    [InlineData("postgres://eve:s3cret@127.0.0.1:5432/app?s3cret=1")]
    [InlineData("postgresql://")]
    [InlineData("Host=127.0.0.1;Sekret=s3cret")]
    public void What_cannot_be_opened_answers_2_and_no_password_is_printed(string database)
    {
        var answer = Shell.Run("audit", "verify", database);

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.StartsWith("error: the ", answer.Error);
        Assert.DoesNotContain("=s3cret", answer.Error);
        Assert.DoesNotContain("eve:", answer.Error);
    }

    [Fact]
    public void A_file_has_no_schema()
    {
        var answer = Shell.Run("audit", "verify", _files.Path, "--schema", "actra");

        Assert.Equal(2, answer.Code);
        Assert.Contains("--schema names a schema of a PostgreSQL database, and DB is a file", answer.Error);
    }

    private Answer Run(string command, string database, params string[] more) =>
        Shell.Run(["audit", command, database, "--schema", _schema, .. more]);

    private async Task WriteAsync(int count)
    {
        using var host = PostgresDatabase.Open(Servers.Get(Servers.PostgreSql), _schema);
        await using var writer = new AuditWriter(
            new PostgresAuditLog(host),
            clock: _files.Clock,
            keys: ActraKeyFile.ReadRing(_files.KeyFile)
        );
        for (var i = 1; i <= count; i++)
        {
            await writer.WriteAsync(LogFile.Entry(i), AuditDurability.Required, CancellationToken.None);
        }
    }
}
