using System.Text;
using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>What stands in rows: parked work as options say, and words for the search of whatever people write.</summary>
public sealed class PostgresContentTests : IDisposable
{
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("2026-01", new byte[32]));

    private readonly TemporarySchema _schema = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose()
    {
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _schema.Dispose();
        }
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Parked_work_and_work_set_aside_are_unreadable_in_the_database_where_there_is_a_key()
    {
        var work = SampleApprovals.Envelope() with
        {
            Body = "the secret body"u8.ToArray(),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = "the secret header" },
        };
        var store = NewStore(new ApprovalStoreOptions { Keys = Keys });
        var approval = SampleApprovals.Approval(_clock);
        await store.ParkAsync(approval, work, default);
        await store.DeferAsync(SampleApprovals.Deferred("d", _clock.GetUtcNow()) with { Envelope = work }, default);

        var rows = _schema.Scalar<string>(
            "SELECT string_agg(encode(body, 'escape') || t::text, '') FROM (SELECT body, e::text AS t FROM envelopes e UNION ALL SELECT body, d::text FROM deferred d) rows"
        );
        Assert.DoesNotContain("secret", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("secret"u8), rows, StringComparison.Ordinal);
        Assert.Equal(
            "the secret body"u8.ToArray(),
            (await store.GetEnvelopeAsync(approval.Id, default))!.Body.ToArray()
        );
        var deferred = Assert.Single(await store.DueDeferredAsync("billing", WorkKind.Message, 1, default));
        Assert.Equal("the secret header", deferred.Envelope.Headers["token"]);
        await Assert.ThrowsAsync<ActraException>(() =>
            NewStore(new ApprovalStoreOptions()).GetEnvelopeAsync(approval.Id, default).AsTask()
        );
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task Large_work_that_compresses_takes_little_room_and_counts_as_what_it_takes()
    {
        var store = NewStore(new ApprovalStoreOptions());
        var work = SampleApprovals.Envelope() with { Body = Encoding.ASCII.GetBytes(new string('x', 1 << 20)) };
        await store.ParkAsync(SampleApprovals.Approval(_clock), work, default);
        var stored = _schema.Scalar<long>("SELECT octet_length(body) FROM envelopes");
        Assert.InRange(stored, 1, 10_000);
        Assert.Equal(stored, (await store.BacklogAsync("billing", "rita", 1, default)).Bytes);
    }

    [RequiresServerFact(Servers.PostgreSql)]
    public async Task A_request_of_endless_words_is_parked_and_a_search_for_too_many_is_refused()
    {
        var store = NewStore(new ApprovalStoreOptions());
        var approval = SampleApprovals.Approval(_clock);
        var reason = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"{i}{new string('é', 62)}"));
        approval = approval with { Asked = [approval.Asked[0] with { Reason = reason }] };
        await store.ParkAsync(approval, null, default);
        Assert.Single(await store.ListAsync(new ApprovalQuery { Text = $"0{new string('É', 10)}" }, default));
        Assert.Empty(await store.ListAsync(new ApprovalQuery { Text = "0e" }, default));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            store.ListAsync(new ApprovalQuery { Text = reason }, default).AsTask()
        );
        Assert.Contains("at most 1000 words", refused.Message, StringComparison.Ordinal);
    }

    private PostgresApprovalStore NewStore(ApprovalStoreOptions options) => new(_schema.Open(), _clock, options);
}
