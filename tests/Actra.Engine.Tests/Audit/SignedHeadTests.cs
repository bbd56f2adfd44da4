using Actra.Audit;
using Actra.Model;
using Actra.Testing;

namespace Actra.Engine.Tests.Audit;

public sealed class SignedHeadTests
{
    private static readonly ActraKeyRing Keys = Ring(("new", 1));
    private readonly ManualTimeProvider _clock = new();
    private readonly List<SignedHead> _signed = [];
    private readonly List<Exception> _failed = [];
    private readonly InMemoryAuditLog _log = new();

    [Fact]
    public async Task The_end_is_signed_after_the_first_records_then_every_so_many_and_at_the_close()
    {
        await WriteAsync(_log, 25, every: 10);

        Assert.Equal(1, _signed[0].Sequence);
        Assert.Equal(25, _signed[^1].Sequence);
        Assert.InRange(_signed.Count, 3, 5);
        Assert.All(_signed, head => Assert.True(head.Holds(Keys)));
        Assert.Equal(_signed, await _log.Heads!.ListAsync(default));
        var verification = await VerifyAsync(_log);
        Assert.True(verification.IsIntact);
        Assert.Equal(_signed[^1], verification.Signed);
    }

    [Fact]
    public async Task A_writer_without_keys_signs_nothing()
    {
        await using (var writer = new AuditWriter(_log, clock: _clock))
        {
            await writer.WriteAsync(AuditLogSpecification.Entry(), AuditDurability.Required, default);
        }

        Assert.Empty(await _log.Heads!.ListAsync(default));
        Assert.True((await AuditVerifier.VerifyAsync(_log)).IsIntact);
        Assert.Equal(AuditBreakKind.HeadMissing, (await VerifyAsync(_log)).Broken!.Kind);
    }

    [Fact]
    public async Task The_next_writer_goes_on_from_the_last_head_and_signs_nothing_twice()
    {
        await WriteAsync(_log, 3);
        var before = _signed.Count;
        await using (Writer(_log)) { }
        Assert.Equal(before, _signed.Count);

        await WriteAsync(_log, 2);
        Assert.Equal(5, _signed[^1].Sequence);
        Assert.True((await VerifyAsync(_log)).IsIntact);
    }

    [Fact]
    public async Task Records_that_a_store_wrote_past_the_writer_are_signed_too()
    {
        await using (Writer(_log))
        {
            await _log.AppendAsync([AuditLogSpecification.Entry()], default);
        }

        Assert.Equal(1, _signed.Single().Sequence);
    }

    [Theory]
    [InlineData(4, AuditBreakKind.Truncated, 5)]
    [InlineData(0, AuditBreakKind.Truncated, 1)]
    public async Task A_log_cut_below_a_head_is_located(int left, AuditBreakKind kind, long place)
    {
        await WriteAsync(_log, 10);
        var cut = new TamperedLog([.. _log.Records.Take(left)], _log.Heads!);

        var broken = (await VerifyAsync(cut)).Broken!;

        Assert.Equal((kind, place), (broken.Kind, broken.Sequence));
        Assert.Contains("record 10 was signed with key `new`", broken.Message);
    }

    [Fact]
    public async Task A_log_hashed_anew_is_located_between_two_heads()
    {
        await WriteAsync(_log, 4);
        await WriteAsync(_log, 6);
        var records = _log.Records.Take(6).ToList();
        foreach (var number in Enumerable.Range(7, 4))
        {
            records.Add(AuditChain.Append(records.Count, records[^1].Hash, AuditLogSpecification.Entry(100 + number)));
        }

        var verification = await VerifyAsync(new TamperedLog(records, _log.Heads!));

        Assert.Equal((AuditBreakKind.HeadMismatch, 10), (verification.Broken!.Kind, verification.Broken.Sequence));
        Assert.Contains("one or more of 6 to 10 were written anew", verification.Broken.Message);
        Assert.True((await AuditVerifier.VerifyAsync(new TamperedLog(records, _log.Heads!))).IsIntact);
    }

    [Fact]
    public async Task Every_part_of_a_head_is_under_its_signature()
    {
        await WriteAsync(_log, 2);
        var head = _signed[^1];
        SignedHead[] flipped =
        [
            head with
            {
                Sequence = 1,
            },
            head with
            {
                Hash = AuditChain.Start,
            },
            head with
            {
                Time = head.Time.AddMilliseconds(1),
            },
            head with
            {
                Signature = new string('0', 64),
            },
            head with
            {
                Signature = "no hex",
            },
            head with
            {
                Signature = "",
            },
        ];

        foreach (var wrong in flipped)
        {
            var broken = (await VerifyAsync(new TamperedLog(_log.Records, await HeadsAsync(wrong)))).Broken!;
            Assert.Equal((AuditBreakKind.HeadForged, wrong.Sequence), (broken.Kind, broken.Sequence));
            Assert.Contains($"the signed head of record {wrong.Sequence} is not what key `new` signed", broken.Message);
        }
    }

    [Fact]
    public async Task A_forged_head_does_not_hide_that_the_log_is_cut()
    {
        await WriteAsync(_log, 10);
        var heads = await HeadsAsync([_signed[^1], _signed[^1] with { Sequence = 3 }]);

        var verification = await VerifyAsync(new TamperedLog([.. _log.Records.Take(3)], heads));

        Assert.Equal(AuditBreakKind.Truncated, verification.Broken!.Kind);
        Assert.Equal(AuditBreakKind.HeadForged, Assert.Single(verification.Further).Kind);
    }

    [Fact]
    public async Task A_log_whose_heads_were_all_removed_is_found()
    {
        await WriteAsync(_log, 10);

        var broken = (await VerifyAsync(new TamperedLog([.. _log.Records.Take(5)], await HeadsAsync()))).Broken!;

        Assert.Equal((AuditBreakKind.HeadMissing, 5), (broken.Kind, broken.Sequence));
    }

    [Fact]
    public async Task Heads_of_a_rotated_key_hold_as_long_as_the_ring_has_it()
    {
        await WriteAsync(_log, 3, keys: Ring(("old", 9)));
        await WriteAsync(_log, 3, keys: Ring(("new", 1), ("old", 9)));

        Assert.Equal(["old", "new"], _signed.Select(head => head.KeyId).Distinct());
        Assert.True((await VerifyAsync(_log, Ring(("new", 1), ("old", 9)))).IsIntact);
        var broken = (await VerifyAsync(_log)).Broken!;
        Assert.Equal((AuditBreakKind.UnknownKey, 1), (broken.Kind, broken.Sequence));
        Assert.Contains("the key `old`, which is not among those given", broken.Message);
        Assert.Equal(AuditBreakKind.HeadForged, (await VerifyAsync(_log, Ring(("new", 1), ("old", 8)))).Broken!.Kind);
    }

    [Fact]
    public async Task A_host_never_signs_what_does_not_follow_its_last_head()
    {
        await WriteAsync(_log, 5);
        var signed = _signed.Count;
        var anew = new InMemoryAuditLog();
        await anew.AppendAsync([.. Enumerable.Range(50, 8).Select(AuditLogSpecification.Entry)], default);
        await WriteAsync(new TamperedLog(anew.Records, _log.Heads!, anew), 1);
        await WriteAsync(new TamperedLog([.. _log.Records.Take(2)], _log.Heads!, anew), 1);

        Assert.Equal(signed, _signed.Count);
        Assert.NotEmpty(_failed);
        Assert.All(_failed, e => Assert.Contains("record 5, signed before, is gone or another", e.Message));
    }

    private AuditWriter Writer(IAuditLog log, int every = 1_000, ActraKeyRing? keys = null) =>
        new(
            log,
            new AuditWriterOptions
            {
                HeadEvery = every,
                HeadSigned = _signed.Add,
                HeadFailed = _failed.Add,
            },
            _clock,
            keys ?? Keys
        );

    private async Task WriteAsync(IAuditLog log, int count, int every = 1_000, ActraKeyRing? keys = null)
    {
        await using var writer = Writer(log, every, keys);
        for (var i = 0; i < count; i++)
        {
            var signed = _signed.Count;
            await writer.WriteAsync(AuditLogSpecification.Entry(i), AuditDurability.Required, default);
            if (log == _log && (i == 0 || i % every == 0) && _failed.Count == 0)
            {
                await EventuallyAsync(() => _signed.Count > signed);
            }
        }
    }

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<AuditVerification> VerifyAsync(IAuditLog log, ActraKeyRing? keys = null) =>
        AuditVerifier.VerifyAsync(log, known: null, keys ?? Keys, default);

    private static async Task<IAuditHeads> HeadsAsync(params SignedHead[] heads)
    {
        var kept = new InMemoryAuditHeads();
        foreach (var head in heads)
        {
            await kept.SaveAsync(head, default);
        }

        return kept;
    }

    private static ActraKeyRing Ring(params (string Id, byte Fill)[] keys) =>
        new([.. keys.Select(key => KeyValuePair.Create(key.Id, Enumerable.Repeat(key.Fill, 32).ToArray()))]);

    /// <summary>Shows other records than those that are appended.</summary>
    private sealed class TamperedLog(IReadOnlyList<AuditRecord> records, IAuditHeads heads, IAuditLog? takes = null)
        : IAuditLog
    {
        public IAuditHeads? Heads => heads;

        public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
            takes!.AppendAsync(entries, ct);

        public IAsyncEnumerable<AuditRecord> ReadAsync(long from, CancellationToken ct) =>
            records.Where(record => record.Sequence >= from).ToAsyncEnumerable();
    }
}
