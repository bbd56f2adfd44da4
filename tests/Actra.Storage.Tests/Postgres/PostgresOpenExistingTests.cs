using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

public sealed class PostgresOpenExistingTests : IDisposable
{
    private readonly TemporarySchema _schema = new();

    public void Dispose()
    {
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _schema.Dispose();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_reader_reads_while_the_host_writes_and_can_write_nothing()
    {
        var host = _schema.Open();
        await new PostgresAuditLog(host).AppendAsync([AuditLogSpecification.Entry()], default);
        using var reader = Open(readOnly: true);
        var log = new PostgresAuditLog(reader);
        Assert.Equal(host.StoreId, reader.StoreId);
        Assert.Equal((1, 1), ((await AuditVerifier.VerifyAsync(log)).Count, await log.LastAsync(default)));
        await new PostgresAuditLog(host).AppendAsync([AuditLogSpecification.Entry()], default);
        Assert.Equal(2, (await AuditVerifier.VerifyAsync(log)).Count);
        var refused = await Assert.ThrowsAsync<ActraException>(() =>
            log.AppendAsync([AuditLogSpecification.Entry()], default).AsTask()
        );
        Assert.Contains("was opened to be read", refused.Message);
        Assert.Equal(2, await log.LastAsync(default));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_schema_can_be_opened_to_be_written_as_it_is()
    {
        _schema.Open();
        using var tool = Open(readOnly: false);
        await new PostgresAuditLog(tool).AppendAsync([AuditLogSpecification.Entry()], default);
        Assert.Equal(1, await new PostgresAuditLog(tool).LastAsync(default));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public void Nothing_is_made_or_migrated()
    {
        foreach (var readOnly in new[] { true, false })
        {
            Assert.Contains("there is no such schema", Refusal(readOnly));
            _schema.Execute($"CREATE SCHEMA {_schema.Name}");
            Assert.Contains("there is no such schema, or it is empty", Refusal(readOnly));
            Assert.Equal(0, Tables());
            _schema.Execute("CREATE TABLE customers (name text)");
            Assert.Contains("another program", Refusal(readOnly));
            _schema.Execute("DROP TABLE customers");
            MakeFirstVersion();
            var tables = Tables();
            Assert.Contains("is of database version 1, and this program knows", Refusal(readOnly));
            Assert.Equal(tables, Tables());
            _schema.Execute($"DROP SCHEMA {_schema.Name} CASCADE");
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_schema_of_an_older_version_is_brought_to_the_present_one_by_its_host()
    {
        _schema.Execute($"CREATE SCHEMA {_schema.Name}");
        MakeFirstVersion();
        var head = SignedHead.Create(
            new ActraKeyRing(KeyValuePair.Create("schlüssel", new byte[32])),
            new AuditHead(1, AuditChain.Start),
            DateTimeOffset.UnixEpoch
        );

        var migrated = new PostgresAuditLog(_schema.Open());
        await migrated.AppendAsync([AuditLogSpecification.Entry()], default);
        await migrated.Heads!.SaveAsync(head, default);

        Assert.Equal(head, Assert.Single(await migrated.Heads!.ListAsync(default)));
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(migrated)).Count);
    }

    private void MakeFirstVersion()
    {
        _schema.Execute(PostgresSchema.Step(_schema.Name, 1));
        _schema.Execute("INSERT INTO meta VALUES ('version', '1'), ('store_id', 'x')");
    }

    private PostgresDatabase Open(bool readOnly) =>
        PostgresDatabase.OpenExisting(TemporarySchema.Server, _schema.Name, readOnly);

    private string Refusal(bool readOnly) => Assert.Throws<ActraException>(() => Open(readOnly)).Message;

    private long Tables() =>
        _schema.Scalar<long>(
            $"SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = '{_schema.Name}'::regnamespace"
        );
}
