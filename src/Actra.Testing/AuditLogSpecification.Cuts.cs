using Actra.Audit;
using Actra.Model;
using Xunit;

namespace Actra.Testing;

public abstract partial class AuditLogSpecification
{
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));

    private static readonly AuditEntry CutEntry = new()
    {
        Time = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
        Kind = AuditKind.Cut,
        Service = "billing",
    };

    /// <summary>Signed heads are kept in their order, as they are. Nothing is asked of a log without heads.</summary>
    [SpecificationFact]
    public async Task Signed_heads_are_kept_as_they_are()
    {
        if (Log.Heads is not { } heads)
        {
            return;
        }

        SignedHead[] signed = [Head("k1", 7), Head("schlüssel\u0001", 3), Head("\"k", 7)];
        foreach (var head in signed)
        {
            await heads.SaveAsync(head, CancellationToken.None);
        }

        Assert.Equal(signed, await heads.ListAsync(CancellationToken.None));
    }

    /// <summary>A cut takes its records away and is kept; what stays is one chain that goes on. Nothing is asked of a log without cuts.</summary>
    [SpecificationFact]
    public async Task A_cut_log_begins_behind_its_cut_and_goes_on()
    {
        if (Log.Cuts is not { } cuts)
        {
            return;
        }

        await Log.AppendAsync([.. Enumerable.Range(1, 10).Select(Entry)], CancellationToken.None);
        var first = await CutAsync(cuts, AuditHead.None, 4);
        var second = await CutAsync(cuts, first.End, 6);
        await Log.AppendAsync([Entry(13)], CancellationToken.None);

        var left = await ReadAll(long.MinValue);
        Assert.Equal([7, 8, 9, 10, 11, 12, 13], left.Select(record => record.Sequence));
        Assert.Equal([AuditKind.Cut, AuditKind.Cut], left.Skip(4).Take(2).Select(record => record.Entry.Kind));
        Assert.Equal([first, second], await cuts.ListAsync(CancellationToken.None));
        var verification = await AuditVerifier.VerifyAsync(Log);
        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal((7, 13, second), (verification.Count, verification.Head.Sequence, verification.Cut));
    }

    /// <summary>Also where every record goes, the chain goes on.</summary>
    [SpecificationFact]
    public async Task All_records_can_be_cut_and_the_chain_goes_on()
    {
        if (Log.Cuts is not { } cuts)
        {
            return;
        }

        await Log.AppendAsync([Entry(1), Entry(2)], CancellationToken.None);
        await CutAsync(cuts, AuditHead.None, 2);
        await Log.AppendAsync([Entry(4)], CancellationToken.None);

        Assert.Equal([3, 4], (await ReadAll()).Select(record => record.Sequence));
        Assert.True((await AuditVerifier.VerifyAsync(Log)).IsIntact);
    }

    /// <summary>A cut that does not begin where the log begins, or that has another end, changes nothing.</summary>
    [SpecificationFact]
    public async Task A_cut_that_does_not_fit_changes_nothing()
    {
        if (Log.Cuts is not { } cuts)
        {
            return;
        }

        await Log.AppendAsync([.. Enumerable.Range(1, 10).Select(Entry)], CancellationToken.None);
        var cut = await CutAsync(cuts, AuditHead.None, 4);
        var records = await ReadAll();
        AuditHead Place(int number) => new(number, records.Single(record => record.Sequence == number).Hash);
        SignedCut[] wrong =
        [
            cut,
            Sign(AuditHead.None, Place(6)),
            Sign(Place(5), Place(6)),
            Sign(cut.End, Place(6) with { Hash = AuditChain.Start }),
            Sign(cut.End, new AuditHead(99, AuditChain.Start)),
        ];
        foreach (var refused in wrong)
        {
            Assert.False(await cuts.CutAsync(refused, CutEntry, CancellationToken.None));
        }

        Assert.Equal(records.Select(record => record.Hash), (await ReadAll()).Select(record => record.Hash));
        Assert.Equal([cut], await cuts.ListAsync(CancellationToken.None));
    }

    /// <summary>While many append and cut, whoever verifies finds one chain, and every segment is cut once.</summary>
    [SpecificationFact]
    public async Task Many_append_and_cut_and_the_log_stays_intact()
    {
        if (Log.Cuts is not { } cuts)
        {
            return;
        }

        await Log.AppendAsync([.. Enumerable.Range(1, 20).Select(Entry)], CancellationToken.None);
        var appended = Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 20; i++)
                        {
                            await Log.AppendAsync([Entry(i), Entry(i)], CancellationToken.None);
                        }
                    })
                )
        );
        var cut = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => CutOftenAsync(cuts))));
        do
        {
            var found = await AuditVerifier.VerifyAsync(Log);
            Assert.True(found.IsIntact, found.Broken?.Message);
        } while (!Task.WhenAll(appended, cut).IsCompleted);

        await appended;
        var done = (await cut).Sum();
        var kept = await cuts.ListAsync(CancellationToken.None);
        Assert.Equal(done, kept.Count);
        Assert.Equal([AuditHead.None, .. kept.SkipLast(1).Select(k => k.End)], kept.Select(k => k.After));
        Assert.Equal(20 + 120 + done, (await AuditVerifier.VerifyAsync(Log)).Head.Sequence);
    }

    private async Task<int> CutOftenAsync(IAuditCuts cuts)
    {
        var done = 0;
        for (var i = 0; i < 10; i++)
        {
            var start = (await cuts.ListAsync(CancellationToken.None)).LastOrDefault()?.End ?? AuditHead.None;
            var end = (await ReadAll(start.Sequence + 2)).FirstOrDefault();
            if (end is not null)
            {
                var cut = Sign(start, new AuditHead(end.Sequence, end.Hash));
                done += await cuts.CutAsync(cut, CutEntry, CancellationToken.None) ? 1 : 0;
            }
        }

        return done;
    }

    private async Task<SignedCut> CutAsync(IAuditCuts cuts, AuditHead after, long last)
    {
        var end = (await ReadAll(last))[0];
        var cut = Sign(after, new AuditHead(end.Sequence, end.Hash));
        Assert.True(await cuts.CutAsync(cut, CutEntry, CancellationToken.None));
        return cut;
    }

    private static SignedCut Sign(AuditHead after, AuditHead end) =>
        SignedCut.Create(Keys, after, end, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

    private static SignedHead Head(string key, long sequence) =>
        new(
            sequence,
            AuditChain.Start,
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            key,
            new string('a', 64)
        );
}
