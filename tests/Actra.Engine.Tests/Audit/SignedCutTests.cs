using Actra.Audit;
using Actra.Model;

namespace Actra.Engine.Tests.Audit;

/// <summary>Somebody without the host's keys cuts the log, and says that the host has done it.</summary>
public sealed class SignedCutTests : IAsyncLifetime
{
    private readonly RetentionWorld _world = new();
    private SignedCut _first = null!;
    private SignedCut _second = null!;
    private IReadOnlyList<AuditRecord> _all = [];

    public async Task InitializeAsync()
    {
        await _world.WriteAsync(1, 4);
        await _world.WriteAsync(5, 6);
        var before = _world.Log.Records;
        _first = (await _world.CutAsync(3))!;
        _second = (await _world.CutAsync(6))!;
        _all = [.. before, .. _world.Log.Records.Where(record => record.Sequence > 10)];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_log_begins_behind_the_newest_cut()
    {
        Assert.Equal((2, 5), (_first.End.Sequence, _second.End.Sequence));
        Assert.Equal(_second, (await _world.VerifyAsync()).Cut);
        Assert.True((await _world.VerifyAsync(Shown(6, _second, _first))).IsIntact);
    }

    [Fact]
    public async Task A_beginning_that_is_gone_without_a_cut_is_located()
    {
        await BrokenAsync(Shown(6), AuditBreakKind.Gap, 6, "before record 6, 1 to 5 is missing");
        await BrokenAsync(Shown(6, _first), AuditBreakKind.Gap, 6, "before record 6, 3 to 5 is missing");
        await BrokenAsync(Shown(8, _first, _second), AuditBreakKind.Gap, 8, "before record 8, 6 to 7 is missing");
    }

    [Fact]
    public async Task A_signed_head_is_no_cut()
    {
        var head = (await _world.Log.Heads!.ListAsync(default)).Single(signed => signed.Sequence == 10);
        var forged = new SignedCut(
            _second.End,
            new AuditHead(head.Sequence, head.Hash),
            head.Time,
            head.KeyId,
            head.Signature
        );

        var verification = await _world.VerifyAsync(Shown(11, _first, _second, forged));

        Assert.Equal((AuditBreakKind.Gap, 11), (verification.Broken!.Kind, verification.Broken.Sequence));
        var log = Shown(6, _first, _second, forged);
        await BrokenAsync(log, AuditBreakKind.CutForged, 10, "the cut behind record 10 is not what key `k1` signed");
    }

    [Fact]
    public async Task Every_part_of_a_cut_is_under_its_signature()
    {
        SignedCut[] flipped =
        [
            _second with
            {
                After = AuditHead.None,
            },
            _second with
            {
                After = _second.After with { Hash = AuditChain.Start },
            },
            _second with
            {
                End = _second.End with { Sequence = 6 },
            },
            _second with
            {
                End = _second.End with { Hash = AuditChain.Start },
            },
            _second with
            {
                Time = _second.Time.AddMilliseconds(1),
            },
            _second with
            {
                Signature = new string('0', 64),
            },
            _second with
            {
                Signature = "",
            },
        ];
        Assert.All(flipped, wrong => Assert.False(wrong.Holds(RetentionWorld.Keys)));
        Assert.False((_second with { KeyId = "k2" }).Holds(RetentionWorld.Keys));
        foreach (var wrong in flipped)
        {
            await BrokenAsync(Shown(6, _first, wrong), AuditBreakKind.Gap, 6, "3 to 5 is missing");
        }

        var unknown = Shown(3, _first, _second with { KeyId = "k2" });
        await BrokenAsync(unknown, AuditBreakKind.UnknownKey, 5, "names the key `k2`, which is not among those given");
    }

    [Fact]
    public async Task What_stands_before_the_beginning_does_not_belong_there()
    {
        await BrokenAsync(Shown(5, _first, _second), AuditBreakKind.Order, 5, "record 5 stands where 6 should be");
        var replaced = _all.Skip(5).ToArray();
        replaced[0] = AuditChain.Append(5, AuditChain.Start, replaced[0].Entry);
        await BrokenAsync(
            new ShownLog(replaced, _world.Log.Heads, new ShownCuts(_second)),
            AuditBreakKind.PreviousMismatch,
            6,
            "does not follow the one before it"
        );
    }

    [Fact]
    public async Task A_log_cut_off_entirely_shows_against_its_heads() =>
        await BrokenAsync(Shown(99, _first, _second), AuditBreakKind.Truncated, 6, "the log ends at record 5");

    [Fact]
    public async Task A_head_from_elsewhere_that_was_cut_away_is_not_taken_for_checked()
    {
        var at = new AuditHead(5, _second.End.Hash);
        var before = new AuditHead(4, _all[3].Hash);

        Assert.True((await _world.VerifyAsync(known: at)).IsIntact);
        Assert.Equal(
            AuditBreakKind.HeadMismatch,
            (await _world.VerifyAsync(known: at with { Hash = AuditChain.Start })).Broken!.Kind
        );
        Assert.Equal(AuditBreakKind.HeadCut, (await _world.VerifyAsync(known: before)).Broken!.Kind);
    }

    private ShownLog Shown(long from, params SignedCut[] cuts) =>
        new(_all.Where(record => record.Sequence >= from), _world.Log.Heads, new ShownCuts(cuts));

    private async Task BrokenAsync(IAuditLog log, AuditBreakKind kind, long place, string message)
    {
        var broken = (await _world.VerifyAsync(log)).Broken!;
        Assert.Equal((kind, place), (broken.Kind, broken.Sequence));
        Assert.Contains(message, broken.Message);
    }
}
