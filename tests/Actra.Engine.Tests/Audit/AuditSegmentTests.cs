using Actra.Audit;
using Actra.Model;

namespace Actra.Engine.Tests.Audit;

/// <summary>Segments that have left the log, by themselves and together with it.</summary>
public sealed class AuditSegmentTests : IAsyncLifetime
{
    private readonly RetentionWorld _world = new();
    private readonly ShownArchive _archive = new();

    private IReadOnlyList<ShownSegment> Segments => _archive.Segments;

    public async Task InitializeAsync()
    {
        await _world.WriteAsync(1, 12);
        foreach (var day in new[] { 4, 7, 10 })
        {
            await _world.CutAsync(day, _archive);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Archives_and_log_are_one_chain_in_whatever_order_they_are_given()
    {
        Assert.Equal([3, 6, 9], Segments.Select(segment => segment.Cut.End.Sequence));
        Assert.Equal([1, 2, 3], Segments[0].Records.Select(record => record.Sequence));
        var whole = await _world.VerifyAsync(archived: [Segments[2], Segments[0], Segments[1]]);
        Assert.True(whole.IsIntact, whole.Broken?.Message);
        Assert.Equal((15, 15), (whole.Count, whole.Head.Sequence));

        var alone = await AuditVerifier.VerifyAsync([.. Segments], null, RetentionWorld.Keys, default);
        Assert.True(alone.IsIntact, alone.Broken?.Message);
        Assert.Equal((9, Segments[2].Cut.End), (alone.Count, alone.Head));
    }

    [Fact]
    public async Task Old_archives_may_be_gone_and_the_rest_holds()
    {
        var found = await _world.VerifyAsync(archived: [Segments[1], Segments[2]]);
        Assert.True(found.IsIntact, found.Broken?.Message);
        Assert.Equal(12, found.Count);
    }

    [Fact]
    public async Task A_segment_that_is_missing_between_others_is_located()
    {
        await BrokenAsync([Segments[0], Segments[2]], AuditBreakKind.Gap, 4, "records 4 to 9 were cut from the log");
        await BrokenAsync([Segments[0], Segments[1]], AuditBreakKind.Gap, 7, "records 7 to 9 were cut from the log");
        var alone = await AuditVerifier.VerifyAsync([Segments[0], Segments[2]], null, RetentionWorld.Keys, default);
        Assert.Equal((AuditBreakKind.Gap, 4), (alone.Broken!.Kind, alone.Broken.Sequence));
    }

    [Fact]
    public async Task Each_change_of_a_segment_is_located_in_it()
    {
        var segment = Segments[1];
        var records = segment.Records;
        var (four, five, six) = (records[0], records[1], records[2]);
        (AuditRecord[] Records, AuditBreakKind Kind, long Place)[] changes =
        [
            ([four, five], AuditBreakKind.Truncated, 6),
            ([five, six], AuditBreakKind.Gap, 5),
            ([four, six], AuditBreakKind.Gap, 6),
            ([four, four, five, six], AuditBreakKind.Order, 4),
            ([four, five, six, Segments[2].Records[0]], AuditBreakKind.Order, 7),
            ([four, five with { Entry = RetentionWorld.Entry(9) }, six], AuditBreakKind.HashMismatch, 5),
            ([four, five, AuditChain.Append(5, five.Hash, RetentionWorld.Entry(9))], AuditBreakKind.HeadMismatch, 6),
            ([], AuditBreakKind.Truncated, 4),
        ];
        foreach (var (changed, kind, place) in changes)
        {
            await BrokenAsync([Segments[0], segment with { Records = changed }, Segments[2]], kind, place, "`3-6`: ");
        }

        var forged = segment with { Cut = segment.Cut with { Time = segment.Cut.Time.AddDays(1) } };
        await BrokenAsync([Segments[0], forged, Segments[2]], AuditBreakKind.CutForged, 6, "`3-6`: the cut behind");
    }

    [Fact]
    public async Task Heads_and_a_head_from_elsewhere_are_checked_in_the_archives_too()
    {
        var known = new AuditHead(5, Segments[1].Records[1].Hash);
        Assert.True((await _world.VerifyAsync(archived: [.. Segments], known: known)).IsIntact);
        await BrokenAsync(
            [.. Segments],
            AuditBreakKind.HeadMismatch,
            5,
            "known from elsewhere",
            known with
            {
                Hash = AuditChain.Start,
            }
        );
        await BrokenAsync([Segments[2]], AuditBreakKind.HeadCut, 5, "begins behind record 6", known);
        var alone = await AuditVerifier.VerifyAsync([.. Segments], new AuditHead(99, ""), RetentionWorld.Keys, default);
        Assert.Equal((AuditBreakKind.Truncated, 10), (alone.Broken!.Kind, alone.Broken.Sequence));
    }

    [Fact]
    public async Task Archives_of_another_log_do_not_lead_to_this_one()
    {
        var other = new RetentionWorld();
        await other.WriteAsync(2, 12);
        var archive = new ShownArchive();
        await other.CutAsync(11, archive);

        Assert.Equal(9, archive.Segments[0].Cut.End.Sequence);
        await BrokenAsync([archive.Segments[0]], AuditBreakKind.PreviousMismatch, 9, "they are of another log");
    }

    [Fact]
    public async Task What_a_round_that_did_not_finish_has_left_is_no_harm()
    {
        var left = new ShownSegment(
            SignedCut.Create(RetentionWorld.Keys, AuditHead.None, Place(2), RetentionWorld.Day(1)),
            [.. Segments[0].Records.Take(2)]
        );
        var beyond = new ShownSegment(
            SignedCut.Create(RetentionWorld.Keys, Segments[2].Cut.End, _world.Place(11), RetentionWorld.Day(1)),
            [.. _world.Log.Records.Where(record => record.Sequence is 10 or 11)]
        );

        var found = await _world.VerifyAsync(archived: [left, .. Segments, beyond]);

        Assert.True(found.IsIntact, found.Broken?.Message);
        Assert.Equal(15, found.Count);
    }

    [Fact]
    public async Task Nothing_goes_that_the_archive_did_not_take_as_it_is()
    {
        var before = _world.Log.Records.Count;
        ShownArchive[] bad =
        [
            new(segment => segment with { Records = [.. segment.Records.Skip(1)] }),
            new(segment => segment with { Records = [.. segment.Records.Take(1)] }),
            new(segment => segment with { Cut = segment.Cut with { Signature = "" } }),
            new(_ => Segments[0]),
            new(_ => throw new ActraException("the disk is full")),
        ];
        foreach (var archive in bad)
        {
            await Assert.ThrowsAsync<ActraException>(() => _world.CutAsync(12, archive));
        }

        Assert.Equal(before, _world.Log.Records.Count);
        Assert.True((await _world.VerifyAsync()).IsIntact);
    }

    private AuditHead Place(int number) => new(number, Segments[0].Records[number - 1].Hash);

    private async Task BrokenAsync(
        IAuditSegment[] archived,
        AuditBreakKind kind,
        long place,
        string message,
        AuditHead? known = null
    )
    {
        var broken = (await _world.VerifyAsync(archived: archived, known: known)).Broken;
        Assert.Equal((kind, place), (broken?.Kind, broken?.Sequence));
        Assert.Contains(message, broken!.Message);
    }
}
