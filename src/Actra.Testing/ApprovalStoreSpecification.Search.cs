using Actra.Approvals;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

public abstract partial class ApprovalStoreSpecification
{
    /// <summary>A requester is found in any spelling of the identity that counts as the same.</summary>
    [SpecificationFact]
    public async Task A_requester_is_found_in_any_spelling()
    {
        var rita = await ParkAsked("m-1", requester: "Rita");
        var file = await ParkAsked("m-2", requester: "ﬁle\0'é");
        await Lists(new ApprovalQuery { Requester = "rita" }, rita);
        await Lists(new ApprovalQuery { Requester = "ﬁLE\0'É" }, file);
        await Lists(new ApprovalQuery { Requester = "FILE\0'e\u0301" }, Where(CanNormalize, file));
        await Lists(new ApprovalQuery { Requester = "rit" });
        await Lists(new ApprovalQuery { Requester = "" });

        static string[] Where(bool it, string id) => it ? [id] : [];
    }

    /// <summary>A tenant's requests are found by its exact name; without a name, those of all.</summary>
    [SpecificationFact]
    public async Task A_tenant_is_found_by_its_exact_name()
    {
        var acme = await ParkAsked("m-1", tenant: "acme");
        var shouted = await ParkAsked("m-2", tenant: "ACME");
        var none = await ParkAsked("m-3");
        await Lists(new ApprovalQuery { Tenant = "acme" }, acme);
        await Lists(new ApprovalQuery { Tenant = "ACME" }, shouted);
        await Lists(new ApprovalQuery { Tenant = "" });
        await Lists(new ApprovalQuery(), none, shouted, acme);
    }

    /// <summary>Times of parking: from one on, and before another, whatever offset they are written with.</summary>
    [SpecificationFact]
    public async Task Times_of_parking_are_from_and_before()
    {
        var first = await ParkAsked("m-1");
        Clock.Advance(Minute);
        var second = await ParkAsked("m-2");
        var time = Clock.GetUtcNow();
        await Lists(new ApprovalQuery { CreatedFrom = time }, second);
        await Lists(new ApprovalQuery { CreatedBefore = time }, first);
        await Lists(new ApprovalQuery { CreatedFrom = time.ToOffset(TimeSpan.FromHours(-5)) }, second);
        await Lists(new ApprovalQuery { CreatedBefore = time.ToOffset(TimeSpan.FromHours(9)) }, first);
        await Lists(new ApprovalQuery { CreatedFrom = time + TimeSpan.FromTicks(1) });
        await Lists(
            new ApprovalQuery { CreatedFrom = time - Minute, CreatedBefore = time + TimeSpan.FromTicks(1) },
            second,
            first
        );
    }

    /// <summary>Text finds by the beginnings of words, in any order and in any case; signs are no words, and no wildcards.</summary>
    [SpecificationFact]
    public async Task Text_finds_by_the_beginnings_of_words()
    {
        var shop = await ParkAsked(
            "order-4711",
            requester: "rita",
            reason: "A refund of 1800 EUR for Big Shop, \"Köln\""
        );
        var other = await ParkAsked("order-4712", requester: "otto", reason: "Refunds of 18 % or under_lines: КИЇВ");
        var longest = await ParkAsked(new string('x', 70));

        await Lists(new ApprovalQuery { Text = "big" }, shop);
        await Lists(new ApprovalQuery { Text = "SHO bi" }, shop);
        await Lists(new ApprovalQuery { Text = "kÖl" }, shop);
        await Lists(new ApprovalQuery { Text = "киї" }, other);
        await Lists(new ApprovalQuery { Text = "18, unde" }, other);
        await Lists(new ApprovalQuery { Text = "order 471" }, Newest(shop, other));
        await Lists(new ApprovalQuery { Text = "order rit" }, shop);
        await Lists(new ApprovalQuery { Text = shop[..10] }, shop);
        await Lists(new ApprovalQuery { Text = new string('X', 66) }, longest);
        await Lists(new ApprovalQuery { Text = "hop" });
        await Lists(new ApprovalQuery { Text = "big otto" });
        await Lists(new ApprovalQuery { Text = "bi* OR otto" });
        await Lists(new ApprovalQuery { Text = "underlines" });
        await Lists(new ApprovalQuery { Text = "lin%" }, other);
        await Lists(new ApprovalQuery { Text = "1500" });
        await Lists(new ApprovalQuery { Text = " \0%_*\"' \ud83d" }, Newest(shop, other, longest));

        string[] Newest(params string[] ids) => [.. ids.Reverse()];
    }

    /// <summary>Every condition, alone and with others, page by page: each request that meets it once, newest first.</summary>
    [SpecificationFact]
    public async Task Pages_hold_each_request_once_under_all_conditions()
    {
        var all = new List<ApprovalRequest>();
        for (var i = 0; i < 48; i++)
        {
            var id = await ParkAsked(
                $"order-{i}",
                $"user{i % 3}",
                i % 4 == 0 ? null : $"t{i % 4}",
                $"reason {i % 5} word{i}"
            );
            all.Insert(0, (await Store.GetAsync(id, None))!);
            if (i % 3 == 0)
            {
                Clock.Advance(Minute);
            }

            if (i % 6 == 0)
            {
                all[0] = (await Vote(all[0], approve: i % 12 == 0)).Request!;
            }
        }

        var from = all[40].CreatedAt;
        var before = all[5].CreatedAt;
        ApprovalQuery[] queries =
        [
            new() { Requester = "USER1" },
            new() { Tenant = "t2" },
            new() { CreatedFrom = from, CreatedBefore = before },
            new() { Text = "order rea" },
            new() { Text = "word4", States = [ApprovalState.Pending] },
            new() { Requester = "user0", States = [ApprovalState.Approved, ApprovalState.Denied] },
            new()
            {
                Tenant = "t1",
                Requester = "User2",
                CreatedFrom = from,
                Text = "word",
            },
            new()
            {
                Tenant = "t3",
                CreatedBefore = before,
                Kind = WorkKind.Message,
                Service = "billing",
                Action = "refund",
            },
            new()
            {
                Text = "reason 3",
                Endpoint = "refunds",
                CreatedFrom = from,
                CreatedBefore = before,
            },
        ];
        foreach (var query in queries)
        {
            var expected = all.Where(query.Matches).Select(request => request.Id).ToArray();
            Assert.NotEmpty(expected);
            foreach (var size in new[] { 1, 4, 100 })
            {
                Assert.Equal(expected, await Pages(query with { Limit = size }));
            }
        }
    }

    /// <summary>A process in invariant-globalization mode does not normalise Unicode.</summary>
    private static bool CanNormalize => string.Equals(Approver.Normalize("ﬁ"), "fi", StringComparison.Ordinal);

    private async Task<List<string>> Pages(ApprovalQuery query)
    {
        var found = new List<string>();
        while (true)
        {
            var page = await Store.ListAsync(query with { After = found.LastOrDefault() }, None);
            Assert.InRange(page.Count, 0, query.Limit);
            if (page.Count == 0)
            {
                return found;
            }

            found.AddRange(page.Select(request => request.Id));
        }
    }

    private async Task<string> ParkAsked(
        string workId,
        string requester = "rita",
        string? tenant = null,
        string reason = "more than 1000"
    )
    {
        var approval = SampleApprovals.Approval(Clock, workId);
        approval = approval with
        {
            Requester = approval.Requester with { Id = requester },
            Tenant = tenant,
            Asked = [approval.Asked[0] with { Reason = reason }],
        };
        Assert.True((await Store.ParkAsync(approval, SampleApprovals.Envelope(), None)).Created);
        return approval.Id;
    }
}
