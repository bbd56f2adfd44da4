using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

public sealed class PostgresDatabaseTests : IDisposable
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
    public void A_schema_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        _schema.Open().Dispose();
        _schema.Execute("UPDATE meta SET value = '99' WHERE name = 'version'; CREATE TABLE later (x int)");
        var refused = Assert.Throws<ActraException>(() => _schema.Open());
        Assert.Contains("newer version", refused.Message);
        Assert.Contains("99", refused.Message);
        Assert.Contains(_schema.Name, refused.Message);
        Assert.Equal("99", _schema.Scalar<string>("SELECT value FROM meta WHERE name = 'version'"));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public void A_schema_of_another_program_is_refused_and_left_as_it_is()
    {
        foreach (
            var tables in new[]
            {
                "CREATE TABLE customers (name text)",
                "CREATE TABLE meta (name int, value int)",
                "CREATE TABLE meta (name text, value text)",
            }
        )
        {
            _schema.Execute(
                $"DROP SCHEMA IF EXISTS {_schema.Name} CASCADE; CREATE SCHEMA {_schema.Name}; SET search_path = {_schema.Name}; {tables}"
            );
            var refused = Assert.Throws<ActraException>(() => _schema.Open());
            Assert.Contains("another program", refused.Message);
            Assert.Equal(
                1,
                _schema.Scalar<long>(
                    $"SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = '{_schema.Name}'::regnamespace"
                )
            );
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public void A_schema_that_was_made_beforehand_is_filled_and_later_opened_by_a_user_who_may_make_nothing()
    {
        _schema.Execute($"CREATE SCHEMA {_schema.Name}");
        var id = _schema.Open().StoreId;
        var user = $"user_{_schema.Name}";
        _schema.Execute(
            $"""
            CREATE ROLE {user} LOGIN; GRANT USAGE ON SCHEMA {_schema.Name} TO {user};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_schema.Name} TO {user}
            """
        );
        try
        {
            Assert.Equal(id, _schema.Open($"Username={user}").StoreId);
        }
        finally
        {
            _schema.Execute($"DROP OWNED BY {user}; DROP ROLE {user}");
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public void A_server_that_may_lose_what_it_has_committed_is_refused() =>
        Assert.Contains(
            "synchronous_commit",
            Assert.Throws<ActraException>(() => _schema.Open("Options=-c synchronous_commit=off")).Message
        );

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_unit_of_work_that_throws_has_changed_nothing()
    {
        var log = new PostgresAuditLog(_schema.Open());
        AuditEntry[] entries = [AuditLogSpecification.Entry(), null!];
        await Assert.ThrowsAnyAsync<ArgumentException>(() => log.AppendAsync(entries, default).AsTask());
        Assert.Equal(0, (await AuditVerifier.VerifyAsync(log)).Count);
        await log.AppendAsync([AuditLogSpecification.Entry()], default);
        Assert.Equal(1, (await AuditVerifier.VerifyAsync(log)).Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_is_recorded_stays_where_a_callers_transaction_is_rolled_back()
    {
        var log = new PostgresAuditLog(_schema.Open());
        using (new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await log.AppendAsync([AuditLogSpecification.Entry()], default);
        }

        Assert.Equal(1, (await AuditVerifier.VerifyAsync(log)).Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_lost_connection_is_an_exception_and_the_next_call_works()
    {
        var store = new PostgresApprovalStore(_schema.Open(), new ManualTimeProvider());
        Assert.Null(await store.GetAsync("apr_none", default));
        _schema.Execute(
            $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{_schema.Name}'"
        );
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => store.GetAsync("apr_none", default).AsTask());
        Assert.Null(await store.GetAsync("apr_none", default));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_call_that_waits_for_a_lock_can_be_cancelled_and_does_nothing()
    {
        var database = _schema.Open();
        var store = new PostgresApprovalStore(database, new ManualTimeProvider());
        var approval = SampleApprovals.Approval(new ManualTimeProvider());
        var request = (await store.ParkAsync(approval, null, default)).Request;
        using var patience = new CancellationTokenSource();
        await database.WriteAsync(
            async session =>
            {
                await session.AllAsync<string>($"SELECT id FROM {session.Schema}.requests FOR UPDATE");
                var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), true, request.ShownDigest, null);
                var change = store.ChangeAsync(request.Id, vote, patience.Token).AsTask();
                await Task.Delay(100);
                Assert.False(change.IsCompleted);
                await patience.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change);
                return true;
            },
            default
        );
        Assert.Equal(1, (await store.GetAsync(request.Id, default))!.Version);
    }

    [Theory]
    [InlineData("Actra")]
    [InlineData("a\"; DROP TABLE x")]
    [InlineData("1a")]
    [InlineData("pg_actra")]
    public void A_name_that_cannot_be_a_schema_is_refused_before_anything_is_asked(string schema) =>
        Assert.Throws<ArgumentException>(() => PostgresDatabase.Open("Host=nowhere.invalid", schema));
}
