using System.Diagnostics;
using System.Globalization;
using Actra.Approvals;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Storage.Tests;

/// <summary>
/// What a file with many pending requests costs, beside one with few: <c>dotnet run -c Release --project tests/Actra.Storage.Tests -- figures 100000</c>. Prints
/// medians, and asserts nothing.
/// </summary>
internal static class SqliteFigures
{
    private const int Rounds = 40;

    /// <summary>A page and a bit more.</summary>
    private const int Few = 150;

    public static async Task<int> RunAsync(int count)
    {
        var few = await MeasureAsync(Few);
        var many = await MeasureAsync(count);
        Console.WriteLine($"{"", -44}{Few, 12}{count, 12}");
        foreach (var (name, milliseconds) in few)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{name, -44}{milliseconds, 9:f2} ms{many[name], 9:f2} ms")
            );
        }

        return 0;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(int count)
    {
        using var file = new TemporaryFile();
        using var database = SqliteDatabase.Open(file.Path);
        var clock = new ManualTimeProvider();
        var store = new SqliteApprovalStore(database, clock, new ApprovalStoreOptions { KeepsNotices = true });
        var watch = Stopwatch.StartNew();
        for (var first = 0; first < count; first += 5000)
        {
            await Fill(database, clock, first, Math.Min(5000, count - first));
        }

        Console.WriteLine(
            $"{count} requests in {watch.Elapsed.TotalSeconds:f1} s, {new FileInfo(file.Path).Length >> 20} MiB"
        );
        var figures = new Dictionary<string, double>();
        var pending = new ApprovalQuery { Service = "billing", States = [ApprovalState.Pending] };
        var middle = (
            await store.ListAsync(
                pending with
                {
                    CreatedBefore = clock.GetUtcNow() - TimeSpan.FromMilliseconds(count / 2),
                    Limit = 1,
                },
                default
            )
        )
            .FirstOrDefault()
            ?.Id;
        await List("page of pending requests of a service", pending);
        await List("the same, from the middle on", pending with { After = middle });
        await List("pending, any service", pending with { Service = null });
        await List("any state", new ApprovalQuery());
        await List("pending, one action", pending with { Action = "refund" });
        await List("pending, one requester of 500", pending with { Requester = "user7" });
        await List("pending, one endpoint of 20", pending with { Endpoint = "queue3" });
        await List("pending, one tenant of 10", pending with { Tenant = "t3" });
        await List("pending, a word that all have", pending with { Text = "refund" });
        await List("pending, two letters", pending with { Text = "us" });
        await List("pending, three words, one rare", pending with { Text = "refund more order77" });
        await List("any state, one rare word", new ApprovalQuery { Text = "order4711" });
        await List("none denied", pending with { States = [ApprovalState.Denied] });
        await Time("backlog", async _ => await store.BacklogAsync("billing", "user7", 100_000, default));
        await Time(
            "due, releasable, outbox, set aside: nothing",
            async _ =>
            {
                await store.DueAsync("billing", DateTimeOffset.MinValue, 100, default);
                await store.ReleasableAsync("billing", WorkKind.Message, 100, default);
                await store.OutboxAsync("billing", WorkKind.Message, 100, default);
                await store.DueDeferredAsync("billing", WorkKind.Message, 100, default);
            }
        );
        var requests = new List<ApprovalRequest>();
        await Time(
            "park",
            async i =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                requests.Add(
                    (await store.ParkAsync(Approval(clock, 1_000_000 + i), SampleApprovals.Envelope(), default)).Request
                );
            }
        );
        await Time(
            "vote: approved",
            async i =>
                await Change(i, new ApprovalCommand.Vote(Finance(requests[i]), true, requests[i].ShownDigest, null))
        );
        await Time("release", async i => await Change(i, new ApprovalCommand.Release()));
        await Time("claim", async i => await Change(i, new ApprovalCommand.Claim("w", TimeSpan.FromMinutes(1))));
        await Time("renew", async i => await Change(i, new ApprovalCommand.Renew(1, TimeSpan.FromMinutes(1))));
        await Time("complete", async i => await Change(i, new ApprovalCommand.Complete(1)));
        await Time("get", async i => await store.GetAsync(requests[i].Id, default));
        return figures;

        Task List(string name, ApprovalQuery query) => Time(name, async _ => await store.ListAsync(query, default));

        async Task Change(int i, ApprovalCommand command)
        {
            var change = await store.ChangeAsync(requests[i].Id, command, default);
            if (!change.Succeeded)
            {
                throw new InvalidOperationException(change.Message);
            }
        }

        async Task Time(string name, Func<int, Task> work)
        {
            var times = new List<double>();
            for (var i = 0; i < Rounds; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await work(i);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            figures[name] = times.Order().ElementAt(Rounds / 2);
        }
    }

    private static async Task Fill(SqliteDatabase database, ManualTimeProvider clock, int first, int count) =>
        await database.WriteAsync(
            transaction =>
            {
                for (var i = first; i < first + count; i++)
                {
                    clock.Advance(TimeSpan.FromMilliseconds(1));
                    var request = ApprovalMachine.Park(Approval(clock, i), null, clock.GetUtcNow()).Request;
                    var work = StoredEnvelope.Write(
                        EnvelopeCodec.For(new ApprovalStoreOptions()),
                        request.Id,
                        SampleApprovals.Envelope()
                    );
                    SqliteRequests.Insert(transaction, request, work.Body.Length);
                    SqliteEnvelopes.Save(transaction, request.Id, work);
                }

                return true;
            },
            default
        );

    private static NewApproval Approval(TimeProvider clock, int number)
    {
        var approval = SampleApprovals.Approval(clock, $"order{number}");
        return approval with
        {
            Work = approval.Work with { Endpoint = $"queue{number % 20}" },
            Requester = approval.Requester with { Id = $"user{number % 500}" },
            Tenant = $"t{number % 10}",
            Asked = [approval.Asked[0] with { ActionType = number % 5 == 0 ? "refund" : "payout" }],
            ExpiresAt = approval.ParkedAt + TimeSpan.FromDays(1),
        };
    }

    private static Approver Finance(ApprovalRequest request) =>
        SampleApprovals.Finance() with
        {
            Tenant = request.Tenant,
        };
}
