using Actra.Audit;
using Actra.Model;

namespace Actra.Engine.Tests.Audit;

public sealed class AuditRetentionTests
{
    private readonly RetentionWorld _world = new();

    private IEnumerable<long> Numbers => _world.Log.Records.Select(record => record.Sequence);

    [Fact]
    public async Task What_is_old_enough_goes_and_what_stays_can_be_verified()
    {
        await _world.WriteAsync(1, 10);
        var end = _world.Place(4);

        var cut = await _world.CutAsync(5);

        Assert.Equal((AuditHead.None, end), (cut!.After, cut.End));
        Assert.Equal([5, 6, 7, 8, 9, 10, 11], Numbers);
        var about = _world.Log.Records[^1].Entry;
        Assert.Equal((AuditKind.Cut, "billing", $"4:{end.Hash}"), (about.Kind, about.Service, about.Detail));
        Assert.Equal("records 1 to 4 were old enough and are gone", about.Reason);
        var verification = await _world.VerifyAsync();
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal((7, 11, cut), (verification.Count, verification.Head.Sequence, verification.Cut));
    }

    [Fact]
    public async Task Nothing_behind_the_last_signed_head_goes()
    {
        await _world.WriteAsync(1, 3);
        await _world.Log.AppendAsync([RetentionWorld.Entry(4), RetentionWorld.Entry(5)], default);

        Assert.Equal(3, (await _world.CutAsync(31))!.End.Sequence);
        Assert.Null(await _world.CutAsync(31));
        Assert.Equal([4, 5, 6], Numbers);
        Assert.True((await _world.VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task Where_nothing_is_old_or_nothing_is_signed_nothing_goes()
    {
        Assert.Null(await _world.CutAsync(31));
        await _world.Log.AppendAsync([RetentionWorld.Entry(1)], default);
        Assert.Null(await _world.CutAsync(31));
        await _world.WriteAsync(2, 1);
        Assert.Null(await _world.CutAsync(1));
        Assert.Equal([1, 2], Numbers);
    }

    [Fact]
    public async Task A_young_record_keeps_what_comes_behind_it()
    {
        await _world.WriteAsync(1, 2);
        await _world.WriteAsync(20, 1);
        await _world.WriteAsync(3, 2);

        Assert.Equal(2, (await _world.CutAsync(10))!.End.Sequence);
        Assert.Null(await _world.CutAsync(10));
    }

    [Fact]
    public async Task A_long_beginning_goes_in_segments_that_follow_each_other()
    {
        await _world.WriteAsync(1, 10);
        var retention = _world.Retention(longest: 4);

        var first = await retention.RunAsync(RetentionWorld.Day(10), default);
        var second = await retention.RunAsync(RetentionWorld.Day(10), default);
        var third = await retention.RunAsync(RetentionWorld.Day(10), default);

        Assert.Equal([4, 8, 9], new[] { first, second, third }.Select(cut => cut!.End.Sequence));
        Assert.Equal((first!.End, second!.End), (second.After, third!.After));
        Assert.Null(await retention.RunAsync(RetentionWorld.Day(10), default));
        Assert.True((await _world.VerifyAsync()).IsIntact);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_log_that_is_not_sound_up_to_the_next_head_is_not_cut(int changed)
    {
        await _world.WriteAsync(1, 8);
        var records = _world.Log.Records.ToArray();
        records[changed - 1] = records[changed - 1] with
        {
            Entry = RetentionWorld.Entry(changed) with { Actor = "eve" },
        };
        var cuts = new ShownCuts();

        var retention = _world.Retention(log: new ShownLog(records, _world.Log.Heads, cuts));
        var refused = await Assert.ThrowsAsync<ActraException>(() =>
            retention.RunAsync(RetentionWorld.Day(5), default)
        );

        Assert.Equal($"the decision log is not cut: record {changed} is not what was hashed", refused.Message);
    }

    [Fact]
    public async Task A_beginning_that_was_hashed_anew_is_not_cut()
    {
        await _world.WriteAsync(1, 8);
        var records = new List<AuditRecord>();
        foreach (var day in Enumerable.Range(1, 8))
        {
            var hash = records.Count == 0 ? AuditChain.Start : records[^1].Hash;
            records.Add(AuditChain.Append(records.Count, hash, RetentionWorld.Entry(day) with { Actor = "eve" }));
        }

        var retention = _world.Retention(log: new ShownLog(records, _world.Log.Heads, new ShownCuts()));
        var refused = await Assert.ThrowsAsync<ActraException>(() =>
            retention.RunAsync(RetentionWorld.Day(5), default)
        );

        Assert.Contains("is not the one signed", refused.Message);
    }

    [Fact]
    public async Task A_log_that_ends_below_a_head_is_not_cut()
    {
        await _world.WriteAsync(1, 8);
        var heads = new InMemoryAuditHeads();
        await heads.SaveAsync((await _world.Log.Heads!.ListAsync(default))[^1], default);

        var retention = _world.Retention(log: new ShownLog(_world.Log.Records.Take(6), heads, new ShownCuts()));
        var refused = await Assert.ThrowsAsync<ActraException>(() =>
            retention.RunAsync(RetentionWorld.Day(31), default)
        );

        Assert.Contains("it ends at record 6, and a later one was signed", refused.Message);
    }

    [Fact]
    public async Task A_log_that_keeps_no_cuts_says_so()
    {
        var refused = await Assert.ThrowsAsync<ActraException>(() =>
            _world.Retention(log: new ShownLog([])).RunAsync(RetentionWorld.Day(1), default)
        );
        Assert.Contains("keeps no cuts", refused.Message);
    }

    [Fact]
    public async Task Of_two_hosts_that_cut_at_once_one_does_it()
    {
        await _world.WriteAsync(1, 6);
        SignedCut? other = null;
        var slow = new ShownArchive(segment =>
        {
            other = _world.CutAsync(4).GetAwaiter().GetResult();
            return segment;
        });

        Assert.Null(await _world.CutAsync(5, slow));

        Assert.Equal(3, other!.End.Sequence);
        Assert.Equal([4, 5, 6, 7], Numbers);
        Assert.True((await _world.VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task Heads_go_on_over_cuts()
    {
        await _world.WriteAsync(1, 3);
        await using (var writer = _world.Writer())
        {
            await writer.WriteAsync(RetentionWorld.Entry(4), AuditDurability.Required, default);
            await writer.SignEndAsync();
            // The head that the writer would go on from is the very end of the cut.
            Assert.Equal(4, (await _world.CutAsync(31))!.End.Sequence);
            await writer.WriteAsync(RetentionWorld.Entry(5), AuditDurability.Required, default);
            await writer.SignEndAsync();
            Assert.Equal(6, (await _world.VerifyAsync()).Signed!.Sequence);
            await _world.WriteAsync(6, 2);
            // Another host has signed and cut beyond it.
            Assert.Equal(8, (await _world.CutAsync(31))!.End.Sequence);
        }

        await _world.WriteAsync(9, 1);
        Assert.Empty(_world.Failed);
        var verification = await _world.VerifyAsync();
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(verification.Head.Sequence, verification.Signed!.Sequence);
    }
}
