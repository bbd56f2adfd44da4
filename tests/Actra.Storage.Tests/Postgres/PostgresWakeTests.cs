using System.Threading.Channels;
using Actra.Approvals;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>What one host changes wakes the pumps of the others, where they have something to do.</summary>
public sealed class PostgresWakeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporarySchema _schema = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly CancellationTokenSource _end = new();

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _schema.Dispose();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_pump_hears_of_work_to_release_to_move_and_to_cast_and_of_nothing_else()
    {
        var store = NewStore();
        var woken = await ListenAsync("billing");
        var executed = await ParkAsync(store, "m-1");
        await ChangeAsync(store, executed, Vote(executed, approve: true));
        await Heard(woken, "approved");
        await ChangeAsync(store, executed, new ApprovalCommand.Release());
        await ChangeAsync(store, executed, new ApprovalCommand.Claim("w", TimeSpan.FromMinutes(1)));
        await ChangeAsync(store, executed, new ApprovalCommand.Renew(1, TimeSpan.FromMinutes(1)));
        await ChangeAsync(store, executed, new ApprovalCommand.Complete(1));
        await ParkAsync(store, "m-2", "other");
        var denied = await ParkAsync(store, "m-3");
        Assert.False((await store.ChangeAsync(denied.Id, new ApprovalCommand.Release(), default)).Succeeded);
        await store.DeferAsync(SampleApprovals.Deferred("d", _clock.GetUtcNow()), default);
        await ChangeAsync(store, denied, Vote(denied, approve: false));
        await Heard(woken, "denied");
        var key = VoteSigner.FromSecret("k", new byte[32]);
        await store.Votes!.PostAsync(
            "billing",
            SignedVote.Create(key, denied.Id, "alice", VoteAct.Approve, "", null, _clock.GetUtcNow()),
            _clock.GetUtcNow(),
            default
        );
        await Heard(woken, "handed in");
        Assert.False(woken.TryRead(out _));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_pump_hears_of_each_notice_where_notices_are_kept()
    {
        var woken = await ListenAsync("billing");
        var store = NewStore(keepsNotices: true);
        var request = await ParkAsync(store, "m-1");
        await Heard(woken, "parked");
        await ChangeAsync(store, request, Vote(request, approve: false));
        await Heard(woken, "denied");
        Assert.False(woken.TryRead(out _));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Services_of_any_name_are_told_apart()
    {
        string[] names = ["é\0'; --", new string('x', 9_000), new string('x', 9_001)];
        var woken = new List<ChannelReader<int>>();
        foreach (var name in names)
        {
            woken.Add(await ListenAsync(name));
        }

        var store = NewStore();
        foreach (var (name, reader) in names.Zip(woken))
        {
            var request = await ParkAsync(store, "m-1", name);
            await ChangeAsync(store, request, Vote(request, approve: false));
            await Heard(reader, name);
        }

        Assert.All(woken, reader => Assert.False(reader.TryRead(out _)));
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_broken_connection_is_an_exception_and_whoever_listens_again_hears_again()
    {
        var store = NewStore();
        var listening = ListenAsync(store, "billing", out var woken);
        await Heard(woken, "listens");
        _schema.Execute(
            $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{_schema.Name}' AND query LIKE 'LISTEN%'"
        );
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => listening.WaitAsync(Patience));

        woken = await ListenAsync("billing");
        var request = await ParkAsync(store, "m-1");
        await ChangeAsync(store, request, Vote(request, approve: false));
        await Heard(woken, "denied");
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Whoever_is_cancelled_listens_no_more_and_leaves_no_connection()
    {
        var listening = ListenAsync(NewStore(), "billing", out var woken);
        await Heard(woken, "listens");
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening.WaitAsync(Patience));
        Assert.Equal(
            0,
            _schema.Scalar<long>(
                $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{_schema.Name}' AND query LIKE 'LISTEN%'"
            )
        );
    }

    /// <summary>Listens; hints that come while nobody listened are over when it returns.</summary>
    private async Task<ChannelReader<int>> ListenAsync(string service)
    {
        _ = ListenAsync(NewStore(), service, out var woken);
        await Heard(woken, "listens");
        return woken;
    }

    private Task ListenAsync(PostgresApprovalStore store, string service, out ChannelReader<int> woken)
    {
        var channel = Channel.CreateUnbounded<int>();
        woken = channel.Reader;
        return store.Wake!.ListenAsync(service, () => channel.Writer.TryWrite(0), _end.Token);
    }

    private static async Task Heard(ChannelReader<int> woken, string what)
    {
        try
        {
            await woken.ReadAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"nobody heard: {what}");
        }
    }

    private static ApprovalCommand.Vote Vote(ApprovalRequest request, bool approve) =>
        new(SampleApprovals.Finance(), approve, request.ShownDigest, null);

    private PostgresApprovalStore NewStore(bool keepsNotices = false) =>
        new(_schema.Open(), _clock, new ApprovalStoreOptions { KeepsNotices = keepsNotices });

    private async Task<ApprovalRequest> ParkAsync(
        PostgresApprovalStore store,
        string workId,
        string service = "billing"
    ) =>
        (
            await store.ParkAsync(
                SampleApprovals.Approval(_clock, workId, service),
                SampleApprovals.Envelope(),
                default
            )
        ).Request;

    private static async Task ChangeAsync(
        PostgresApprovalStore store,
        ApprovalRequest request,
        ApprovalCommand command
    ) => Assert.True((await store.ChangeAsync(request.Id, command, default)).Succeeded);
}
