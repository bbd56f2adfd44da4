using Actra.Approvals;
using Actra.Audit;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>Many hosts use one schema at once.</summary>
public sealed class PostgresSharingTests : IDisposable
{
    private readonly TemporarySchema _schema = new();

    public void Dispose() => _schema.Dispose();

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Ten_hosts_start_at_once_and_agree_on_the_stores_id()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _schema.Open())));
        Assert.Single(opened.Select(database => database.StoreId).Distinct());
        Assert.Equal(1, _schema.Scalar<long>("SELECT count(*) FROM meta WHERE name = 'version'"));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Several_hosts_append_and_change_without_a_fork_or_a_lost_change()
    {
        var clock = new ManualTimeProvider();
        var databases = Enumerable.Range(0, 4).Select(_ => _schema.Open()).ToArray();
        await Task.WhenAll(
            databases.Select(
                (database, i) =>
                    Task.Run(async () =>
                    {
                        var store = new PostgresApprovalStore(database, clock);
                        var log = new PostgresAuditLog(database);
                        for (var n = 0; n < 15; n++)
                        {
                            await log.AppendAsync(
                                [AuditLogSpecification.Entry(n), AuditLogSpecification.Entry(n)],
                                default
                            );
                            await store.ParkAsync(SampleApprovals.Approval(clock, $"m-{n}"), null, default);
                            await store.ParkAsync(SampleApprovals.Approval(clock, $"own-{i}-{n}"), null, default);
                        }
                    })
            )
        );
        var verification = await AuditVerifier.VerifyAsync(new PostgresAuditLog(databases[0]));
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(4 * 15 * 2 + 15 + 4 * 15, verification.Count);
        var listed = await new PostgresApprovalStore(databases[1], clock).ListAsync(
            new ApprovalQuery { Limit = 1000 },
            default
        );
        Assert.Equal(15 + 4 * 15, listed.Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_host_that_freezes_while_it_appends_does_not_stop_the_others()
    {
        var frozen = _schema.Open();
        frozen.LongestSilence = TimeSpan.FromMilliseconds(300);
        var log = new PostgresAuditLog(_schema.Open());
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() =>
            frozen
                .WriteAsync(
                    async session =>
                    {
                        await PostgresChain.AppendAsync(session, [AuditLogSpecification.Entry(1)]);
                        await log.AppendAsync([AuditLogSpecification.Entry(2)], default);
                        return true;
                    },
                    default
                )
                .AsTask()
        );
        await new PostgresAuditLog(frozen).AppendAsync([AuditLogSpecification.Entry(3)], default);

        var verification = await AuditVerifier.VerifyAsync(log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(2, verification.Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Sixteen_threads_race_on_one_request_and_one_wins()
    {
        var clock = new ManualTimeProvider();
        var databases = Enumerable.Range(0, 4).Select(_ => _schema.Open()).ToArray();
        var stores = Array.ConvertAll(databases, database => new PostgresApprovalStore(database, clock));
        for (var round = 0; round < 10; round++)
        {
            var approval = SampleApprovals.Approval(clock, $"m-{round}");
            var request = (await stores[0].ParkAsync(approval, null, default)).Request;
            var changes = await Task.WhenAll(
                Enumerable
                    .Range(0, 16)
                    .Select(i =>
                        Task.Run(async () =>
                            await stores[i % 4]
                                .ChangeAsync(
                                    request.Id,
                                    new ApprovalCommand.Vote(
                                        SampleApprovals.Finance($"p{i}"),
                                        i % 2 == 0,
                                        request.ShownDigest,
                                        null
                                    ),
                                    default
                                )
                        )
                    )
            );
            var winner = Assert.Single(changes, change => change.Succeeded);
            Assert.Equal(winner.Request!.State, (await stores[3].GetAsync(request.Id, default))!.State);
        }

        Assert.True((await AuditVerifier.VerifyAsync(new PostgresAuditLog(databases[2]))).IsIntact);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_a_host_has_seen_before_another_changed_it_decides_nothing()
    {
        var clock = new ManualTimeProvider();
        var one = new PostgresApprovalStore(_schema.Open(), clock);
        var two = new PostgresApprovalStore(_schema.Open(), clock);
        var request = (await one.ParkAsync(SampleApprovals.Approval(clock), null, default)).Request;
        Assert.True((await two.ChangeAsync(request.Id, Vote(request, "alice", false), default)).Succeeded);

        var late = await one.ChangeAsync(request.Id, Vote(request, "bob", true), default);

        Assert.Equal(ApprovalOutcome.WrongState, late.Outcome);
        Assert.Equal(ApprovalState.Denied, late.Request!.State);
        Assert.Equal(ApprovalState.Denied, (await one.GetAsync(request.Id, default))!.State);
        Assert.Equal(4, (await AuditVerifier.VerifyAsync(new PostgresAuditLog(_schema.Open()))).Count);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task What_a_host_has_seen_before_the_database_was_set_back_decides_nothing()
    {
        var clock = new ManualTimeProvider();
        var one = new PostgresApprovalStore(_schema.Open(), clock);
        var request = (await one.ParkAsync(SampleApprovals.Approval(clock), null, default)).Request;
        _schema.Execute("CREATE TABLE backup AS SELECT * FROM requests");
        Assert.True((await one.ChangeAsync(request.Id, Vote(request, "alice", true), default)).Succeeded);
        _schema.Execute(
            "UPDATE requests r SET state = b.state, version = b.version, changed_at = b.changed_at, document = b.document FROM backup b"
        );
        clock.Advance(TimeSpan.FromSeconds(1));
        var two = new PostgresApprovalStore(_schema.Open(), clock);
        Assert.True((await two.ChangeAsync(request.Id, Vote(request, "alice", false), default)).Succeeded);

        var released = await one.ChangeAsync(request.Id, new ApprovalCommand.Release(), default);

        Assert.Equal(ApprovalOutcome.WrongState, released.Outcome);
        Assert.Equal(ApprovalState.Denied, (await two.GetAsync(request.Id, default))!.State);
    }

    private static ApprovalCommand.Vote Vote(ApprovalRequest request, string by, bool approve) =>
        new(SampleApprovals.Finance(by), approve, request.ShownDigest, null);
}
