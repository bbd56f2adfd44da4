using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage.Tests;

public sealed class SqliteOpenExistingTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_reader_reads_while_the_host_writes_and_can_write_nothing()
    {
        using var host = SqliteDatabase.Open(_file.Path);
        await new SqliteAuditLog(host).AppendAsync([AuditLogSpecification.Entry()], default);
        using var reader = SqliteDatabase.OpenExisting(_file.Path, readOnly: true);
        var log = new SqliteAuditLog(reader);
        Assert.Equal(host.StoreId, reader.StoreId);
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(log)).Count);
        await new SqliteAuditLog(host).AppendAsync([AuditLogSpecification.Entry()], default);
        Assert.Equal(2, (await AuditVerifier.VerifyAsync(log)).Count);
        await Assert.ThrowsAsync<SqliteException>(() =>
            log.AppendAsync([AuditLogSpecification.Entry()], default).AsTask()
        );
    }

    [Fact]
    public async Task A_file_whose_host_has_gone_can_be_read()
    {
        using (var host = SqliteDatabase.Open(_file.Path))
        {
            await new SqliteAuditLog(host).AppendAsync([AuditLogSpecification.Entry()], default);
        }

        SqliteConnection.ClearAllPools();
        using var reader = SqliteDatabase.OpenExisting(_file.Path, readOnly: true);
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(new SqliteAuditLog(reader))).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_made_or_migrated(bool readOnly)
    {
        var missing = Assert.Throws<ActraException>(() => SqliteDatabase.OpenExisting(_file.Path, readOnly));
        Assert.Contains("there is no file", missing.Message);
        Assert.False(File.Exists(_file.Path));

        SqliteDatabase.Open(_file.Path).Dispose();
        using (var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False"))
        {
            connection.Execute("PRAGMA user_version=1");
        }

        var older = Assert.Throws<ActraException>(() => SqliteDatabase.OpenExisting(_file.Path, readOnly));
        Assert.Contains("is of database version 1", older.Message);
    }
}
