using Actra.Approvals;
using Xunit;

namespace Actra.Testing;

public abstract partial class NoticeOutboxSpecification
{
    /// <summary>A notice that was taken is nobody else's until the lease is over; then it comes again.</summary>
    [SpecificationFact]
    public async Task A_taken_notice_comes_again_when_its_lease_is_over()
    {
        var store = await Make();
        await Park(store, "m-1");
        await Park(store, "m-2");
        var first = Assert.Single(await Take(store, limit: 1));
        var second = Assert.Single(await Take(store, limit: 5));
        Assert.NotEqual(first.Notice.Id, second.Notice.Id);
        Assert.Empty(await Take(store));
        Clock.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.Empty(await Take(store));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([first.Notice.Id, second.Notice.Id], Ids(await Take(store)));
    }

    /// <summary>Of many hosts that take at once, one gets a notice.</summary>
    [SpecificationFact]
    public async Task Of_many_hosts_one_gets_a_notice()
    {
        var store = await Make();
        for (var i = 0; i < 20; i++)
        {
            await Park(store, $"m-{i}");
        }

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(async () => Ids(await Take(store, limit: 5))))
        );
        var ids = taken.SelectMany(part => part).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        ids.AddRange(Ids(await Take(store)));
        Assert.Equal(20, ids.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>What everybody was told of goes; saying so again, or of what is not there, is no mistake.</summary>
    [SpecificationFact]
    public async Task What_was_told_goes()
    {
        var store = await Make();
        await Park(store);
        var id = Assert.Single(await Take(store)).Notice.Id;
        await store.Notices!.DoneAsync(id, None);
        await store.Notices.DoneAsync(id, None);
        await store.Notices.DoneAsync("none\0", None);
        Clock.Advance(Lease);
        Assert.Empty(await Take(store));
        Assert.Empty(await Dead(store));
    }

    /// <summary>What could not be told is tried again at its time and not before, and knows who was told and what went wrong.</summary>
    [SpecificationFact]
    public async Task What_could_not_be_told_is_tried_again_at_its_time()
    {
        var store = await Make();
        await Park(store);
        var taken = Assert.Single(await Take(store));
        var tried = taken with
        {
            Attempts = 3,
            DeliveredTo = ["mail", "chat \0é"],
            DueAt = Now + 4 * Lease,
            Error = "it said \0 no",
        };
        await store.Notices!.SaveAsync(tried, None);
        Clock.Advance(4 * Lease - TimeSpan.FromTicks(1));
        Assert.Empty(await Take(store));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equivalent(tried, Assert.Single(await Take(store)), strict: true);
        await store.Notices.SaveAsync(tried with { DueAt = Now }, None);
        Assert.Single(await Take(store));
    }

    /// <summary>What was told in the meantime does not come back because somebody else saves it.</summary>
    [SpecificationFact]
    public async Task Saving_what_has_gone_brings_nothing_back()
    {
        var store = await Make();
        await Park(store);
        var taken = Assert.Single(await Take(store));
        await store.Notices!.DoneAsync(taken.Notice.Id, None);
        await store.Notices.SaveAsync(taken with { Attempts = 1, Dead = true }, None);
        Assert.Empty(await Take(store));
        Assert.Empty(await Dead(store));
    }

    /// <summary>What was given up stays for people, oldest first, and is taken by no host; sent again, it has all its attempts.</summary>
    [SpecificationFact]
    public async Task What_was_given_up_is_sent_again_by_people_alone()
    {
        var store = await Make();
        await Park(store, "m-1");
        await Park(store, "m-2");
        await Park(store, "m-3", "other");
        foreach (var taken in (await Take(store)).Reverse().Concat(await Take(store, "other")))
        {
            await store.Notices!.SaveAsync(GivenUp(taken), None);
        }

        Clock.Advance(100 * Lease);
        Assert.Empty(await Take(store));
        var dead = await Dead(store);
        Assert.Equal(2, dead.Count);
        Assert.True(dead[0].Notice.At <= dead[1].Notice.At && dead[0].Dead);
        Assert.Equal(("gone", 9), (dead[0].Error, dead[0].Attempts));
        Assert.Single(await store.Notices!.DeadAsync("billing", 1, None));
        Assert.Equal(3, (await store.Notices.DeadAsync(null, 10, None)).Count);

        Assert.False(await store.Notices.ReplayAsync("none\0", Now, None));
        Assert.True(await store.Notices.ReplayAsync(dead[1].Notice.Id, Now, None));
        Assert.False(await store.Notices.ReplayAsync(dead[1].Notice.Id, Now, None));
        var again = Assert.Single(await Take(store));
        Assert.Equal((dead[1].Notice.Id, 0, false), (again.Notice.Id, again.Attempts, again.Dead));
        Assert.Equal(["mail"], again.DeliveredTo);
        Assert.Equal(dead[0].Notice.Id, Assert.Single(await Dead(store)).Notice.Id);

        PendingNotice GivenUp(PendingNotice taken) =>
            taken with
            {
                Attempts = 9,
                DeliveredTo = ["mail"],
                Dead = true,
                Error = "gone",
            };
    }

    private static string[] Ids(IReadOnlyList<PendingNotice> notices) =>
        [.. notices.Select(pending => pending.Notice.Id)];

    private static async Task<IReadOnlyList<PendingNotice>> Dead(IApprovalStore store) =>
        await store.Notices!.DeadAsync("billing", 100, None);
}
