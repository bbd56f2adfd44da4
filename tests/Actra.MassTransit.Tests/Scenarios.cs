using Actra.Approvals;
using Actra.Guard;
using MassTransit;

namespace Actra.MassTransit.Tests;

/// <summary>What must hold over every transport.</summary>
internal static class Scenarios
{
    public static async Task Allowed_message_runs_once(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);

        await station.SendAsync(new Refund(10));

        Assert.Equal(10, await station.Handled.Refunds.NextAsync());
        Assert.Equal("small", (await station.Handled.Decisions.NextAsync())?.RuleId);
        Assert.Equal(1, station.Handled.Refunds.Count);
        Assert.Equal(0, station.Store.Parked.Count);
    }

    public static async Task Blocked_message_lies_on_the_fault_queue_as_it_came(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        var faults = await station.FaultsAsync();

        await station.SendAsync(new Refund(5000), send => send.Headers.Set("X-Order", "o-7"));

        var sent = await station.Tap.Arrived.NextAsync();
        var fault = await faults.NextAsync();
        Assert.Equal(sent.Body, fault.Body);
        Assert.Equal("o-7", fault.Headers["X-Order"]);
        Assert.Equal("fault", fault.Headers["MT-Reason"]);
        Assert.Equal("blocked: 5000 is too much", fault.Headers["MT-Fault-Message"]);
        Assert.Equal("blocked", fault.Headers[ActraHeaders.Code]);
        Assert.Equal("too-large", fault.Headers[ActraHeaders.Rule]);
        Assert.Equal("5000 is too much", fault.Headers[ActraHeaders.Reason]);
        Assert.Equal("user:alice", fault.Headers[ActraHeaders.Requester]);
        Assert.NotEmpty(fault.Headers[ActraHeaders.DecisionId]);
        Assert.NotEmpty(fault.Headers[ActraHeaders.PolicyHash]);
        Assert.Equal(0, station.Handled.Refunds.Count);
    }

    public static async Task Approved_message_runs_once_and_a_duplicate_of_it_is_dropped(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        var id = await station.SendAsync(new Refund(500));
        var arrived = await station.Tap.Arrived.NextAsync();
        var request = await station.Store.Parked.NextAsync();
        Assert.Equal(
            ("alice", station.Queue, id.ToString(), "large"),
            (request.Requester.Id, request.Work.Endpoint, request.Work.WorkId, request.Asked[0].RuleId)
        );
        Assert.Equal(0, station.Handled.Refunds.Count);

        await station.ApproveAsync(request);

        Assert.Equal(500, await station.Handled.Refunds.NextAsync());
        Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
        var kept = await station.Store.GetEnvelopeAsync(request.Id, CancellationToken.None);
        Assert.True(kept is null || kept.Body.Span.SequenceEqual(arrived.Body));

        await station.SendAsync(new Refund(500), send => send.MessageId = id);
        await station.SendAsync(new Refund(20));

        Assert.Equal(20, await station.Handled.Refunds.NextAsync());
        Assert.Equal(2, station.Handled.Refunds.Count);
    }

    public static async Task Released_message_is_byte_for_byte_what_came(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        await station.SendAsync(new Refund(500), send => send.Headers.Set("X-Order", "o-7"));
        var first = await ArrivalAsync(station);
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        var again = await ArrivalAsync(station);

        Assert.Equal(first.Body, again.Body);
        Assert.Equal(
            (first.Headers["X-Order"], first.Headers["MessageId"]),
            (again.Headers["X-Order"], again.Headers["MessageId"])
        );
    }

    public static async Task Denied_message_goes_to_the_fault_queue(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        var faults = await station.FaultsAsync();
        await station.SendAsync(new Refund(500));
        var sent = await ArrivalAsync(station);
        var request = await station.Store.Parked.NextAsync();

        await station.Approvals.DenyAsync(
            request.Id,
            new Approver("frank", ["finance"]),
            request.ShownDigest,
            "not again"
        );
        station.Wake();

        var fault = await faults.NextAsync();
        Assert.Equal(sent.Body, fault.Body);
        Assert.Equal("approval_denied", fault.Headers[ActraHeaders.Code]);
        Assert.Equal("1", fault.Headers[ActraHeaders.Generation]);
        Assert.Contains("not again", fault.Headers[ActraHeaders.Reason]);
        Assert.Equal(0, station.Handled.Refunds.Count);
    }

    public static async Task Expired_message_goes_to_the_fault_queue(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        var faults = await station.FaultsAsync();
        await station.SendAsync(new Refund(500));
        await station.Store.Parked.NextAsync();

        station.Clock.Advance(TimeSpan.FromHours(1.1));
        station.Wake();

        Assert.Equal("approval_closed", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(0, station.Handled.Refunds.Count);
    }

    public static async Task Requester_of_a_blocked_message_is_told_at_once(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);

        var fault = await RefusedAsync(station, new Refund(5000));

        Assert.Equal(("blocked", "too-large", "5000 is too much"), (fault.Code, fault.Rule, fault.Reason));
        Assert.Null(fault.ApprovalId);
    }

    public static async Task Requester_of_a_parked_message_is_told_at_once(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);

        var fault = await RefusedAsync(station, new Refund(500));

        Assert.Equal((AdmissionCodes.ApprovalPending, "large"), (fault.Code, fault.Rule));
        Assert.Equal((await station.Store.Parked.NextAsync()).Id, fault.ApprovalId);
    }

    public static async Task Requester_of_an_allowed_message_gets_its_answer(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        using var request = ClientOf(station).Create(new Refund(10));

        Assert.Equal(10, (await request.GetResponse<Refunded>()).Message.Amount);
    }

    public static async Task Forged_hint_runs_nothing(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        await station.SendAsync(new Refund(500));
        var request = await station.Store.Parked.NextAsync();
        await station.ApproveAsync(request);
        await station.Handled.Refunds.NextAsync();

        await station.SendAsync(new Refund(501), send => send.Headers.Set(ActraHeaders.Approval, request.Id));

        var second = await station.Store.Parked.NextAsync();
        Assert.NotEqual(request.Id, second.Id);
        Assert.Equal(1, station.Handled.Refunds.Count);
    }

    public static async Task Changed_contents_under_an_approved_id_run_nothing(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        var id = await station.SendAsync(new Refund(500));
        var request = await station.Store.Parked.NextAsync();
        await station.ApproveAsync(request);
        await station.Handled.Refunds.NextAsync();

        await station.SendAsync(
            new Refund(999),
            send =>
            {
                send.MessageId = id;
                send.Headers.Set(ActraHeaders.Approval, request.Id);
            }
        );

        Assert.NotEqual(request.Id, (await station.Store.Parked.NextAsync()).Id);
        Assert.Equal(1, station.Handled.Refunds.Count);
    }

    public static async Task Message_that_cannot_be_judged_is_set_aside_and_runs_later(TestTransport transport)
    {
        var world = new FailingSnapshots();
        await using var station = await Station.StartAsync(
            transport,
            plan => plan.Actra = actra => actra.AddSnapshotResolver(world)
        );
        world.Broken = true;
        await station.SendAsync(new Refund(10));
        var deferred = await station.Store.Deferred.NextAsync();
        Assert.Equal((1, station.Queue), (deferred.Attempt, deferred.Endpoint));

        station.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await station.Store.Deferred.NextAsync();
        Assert.Equal(2, again.Attempt);
        Assert.Equal(0, station.Handled.Refunds.Count);

        world.Broken = false;
        station.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(10, await station.Handled.Refunds.NextAsync());
        Assert.Equal(1, station.Handled.Refunds.Count);
    }

    public static async Task Message_named_only_by_its_interface_is_judged(TestTransport transport)
    {
        await using var station = await Station.StartAsync(
            transport,
            plan => plan.Register = bus => bus.AddConsumer<PaymentConsumer>()
        );
        var faults = await station.FaultsAsync();

        await station.SendAsync(
            new Payment(5000),
            send => send.SupportedMessageTypes = [MessageUrn.ForTypeString<IPayment>()]
        );
        await station.SendAsync<IPayment>(new Payment(50));

        Assert.Equal("too-large", (await faults.NextAsync()).Headers[ActraHeaders.Rule]);
        Assert.Equal(50, await station.Handled.Refunds.NextAsync());
        Assert.Equal(1, station.Handled.Refunds.Count);
    }

    public static async Task One_refused_message_of_a_batch_leaves_the_others_alone(TestTransport transport)
    {
        await using var station = await Station.StartAsync(
            transport,
            plan =>
            {
                plan.Register = bus => bus.AddConsumer<BatchConsumer>();
                plan.Endpoints = (context, bus, queue) =>
                    bus.ReceiveEndpoint(
                        queue,
                        endpoint =>
                        {
                            endpoint.PrefetchCount = 10;
                            endpoint.Batch<Refund>(batch =>
                            {
                                batch.MessageLimit = 2;
                                batch.TimeLimit = TimeSpan.FromSeconds(20);
                                batch.Consumer<BatchConsumer, Refund>(context);
                            });
                        }
                    );
            }
        );
        var faults = await station.FaultsAsync();

        await station.SendAsync(new Refund(1));
        await station.SendAsync(new Refund(5000));
        await station.SendAsync(new Refund(2));

        Assert.Equal(3, await station.Handled.Refunds.NextAsync() + await station.Handled.Refunds.NextAsync());
        Assert.Equal("blocked", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal(2, station.Handled.Refunds.Count);
    }

    public static async Task Handler_that_fails_leaves_its_approval_failed(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        station.Handled.Failures.Enqueue(new InvalidOperationException("no such account"));
        await station.SendAsync(new Refund(500));
        await station.ApproveAsync(await station.Store.Parked.NextAsync());

        var ended = await station.Store.Ended.NextAsync();

        Assert.Equal(ApprovalState.Failed, ended.State);
        Assert.Contains("no such account", ended.StateReason);
    }

    public static async Task Unsigned_message_that_needs_approval_is_blocked(TestTransport transport)
    {
        await using var station = await Station.StartAsync(transport);
        var faults = await station.FaultsAsync();
        await station.SendAsync(new Refund(500));
        var genuine = await station.Store.Parked.NextAsync();
        var seal = (await ArrivalAsync(station)).Headers[ActraHeaders.Actor];

        await station.SendAsync(
            new Refund(600),
            send =>
            {
                // What a sender without the key can do: the plain serializer, and somebody else's seal.
                send.Serializer = send.Serialization.GetMessageSerializer(
                    new System.Net.Mime.ContentType("application/vnd.masstransit+json")
                );
                send.Headers.Set(ActraHeaders.Actor, seal);
            }
        );

        Assert.Equal("actor_unverified", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
        Assert.Equal("alice", genuine.Requester.Id);
    }

    public static async Task Vote_by_message_counts_and_a_forged_one_is_refused(TestTransport transport)
    {
        var key = new VoteKey(
            "votes",
            Station.Key,
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["frank"] = ["finance"] }
        );
        await using var station = await Station.StartAsync(
            transport,
            plan => plan.Actra = actra => actra.AddVoteKey(key)
        );
        await station.SendAsync(new Refund(500));
        var request = await station.Store.Parked.NextAsync();
        var forger = VoteSigner.FromSecret("votes", [.. Station.Key.Reverse()]);

        await VoteAsync(
            station,
            SignedVote.Create(
                forger,
                request.Id,
                "frank",
                VoteAct.Approve,
                request.ShownDigest,
                null,
                station.Clock.GetUtcNow()
            )
        );
        await VoteAsync(
            station,
            SignedVote.Create(
                VoteSigner.FromSecret("votes", Station.Key),
                request.Id,
                "frank",
                VoteAct.Approve,
                request.ShownDigest,
                null,
                station.Clock.GetUtcNow()
            )
        );

        Assert.Equal(500, await station.Handled.Refunds.NextAsync());
        var refused = Assert.Single(await station.RecordsAsync(), record => record.Kind == Audit.AuditKind.Refused);
        Assert.Contains("does not hold", refused.Reason);
        Assert.Equal(request.Id, refused.ApprovalId);
    }

    public static async Task Act_by_message_is_done_and_answered(TestTransport transport)
    {
        var (alice, frank) = (NewSigner(), NewSigner());
        await using var station = await Station.StartAsync(
            transport,
            plan => plan.Actra = actra => actra.AddVoteKey(KeyOf(alice, "alice")).AddVoteKey(KeyOf(frank, "frank"))
        );
        var faults = await station.FaultsAsync();
        await station.SendAsync(new Refund(500));
        var request = await station.Store.Parked.NextAsync();
        SignedVote Vote(VoteSigner key, string by, VoteAct act) =>
            SignedVote.Create(key, request.Id, by, act, request.ShownDigest, null, station.Clock.GetUtcNow());

        var missing = await AskAsync(station, Vote(frank, "frank", VoteAct.Approve) with { Act = VoteAct.None });
        var changed = await AskAsync(station, Vote(alice, "alice", VoteAct.Revoke) with { Act = VoteAct.Cancel });
        var other = await AskAsync(station, Vote(frank, "frank", VoteAct.Cancel));
        var own = await AskAsync(station, Vote(alice, "alice", VoteAct.Cancel));

        Assert.Equal("it names no act, no request or nobody", Refused(missing));
        Assert.Equal($"the signature by `{alice.KeyId}` does not hold", Refused(changed));
        Assert.Equal($"only the requester may cancel `{request.Id}`", Refused(other));
        Assert.True(own.Counted, own.Message);
        Assert.Equal((await faults.NextAsync()).Headers[ActraHeaders.Approval], request.Id);
        Assert.Equal(3, (await station.RecordsAsync()).Count(record => record.Kind == Audit.AuditKind.Refused));

        static string? Refused(ApprovalVoteAnswer answer) => answer.Counted ? null : answer.Message;
    }

    public static async Task Every_message_ends_in_exactly_one_place(TestTransport transport)
    {
        const int Each = 25;
        await using var station = await Station.StartAsync(transport);
        var faults = await station.FaultsAsync();
        var sends = Enumerable
            .Range(0, Each)
            .SelectMany(i =>
                new[]
                {
                    station.SendAsync(new Refund(i)),
                    station.SendAsync(new Refund(200 + i)),
                    station.SendAsync(new Refund(2000 + i)),
                }
            );
        await Task.WhenAll(sends);

        var handled = new List<decimal>();
        for (var i = 0; i < Each; i++)
        {
            Assert.Equal("blocked", (await faults.NextAsync()).Headers[ActraHeaders.Code]);
            handled.Add(await station.Handled.Refunds.NextAsync());
            await station.ApproveAsync(await station.Store.Parked.NextAsync());
        }

        for (var i = 0; i < Each; i++)
        {
            handled.Add(await station.Handled.Refunds.NextAsync());
            Assert.Equal(ApprovalState.Executed, (await station.Store.Ended.NextAsync()).State);
        }

        var expected = Enumerable.Range(0, Each).SelectMany(i => new decimal[] { i, 200 + i });
        Assert.Equal(expected.Order(), handled.Order());
        Assert.Equal((2 * Each, Each, Each), (station.Handled.Refunds.Count, faults.Count, station.Store.Parked.Count));
    }

    private static async Task VoteAsync(Station station, SignedVote vote)
    {
        var endpoint = await station.Bus.GetSendEndpoint(new Uri($"queue:{station.Prefix}_actra_approvals"));
        await endpoint.Send(ApprovalVoteMessage.From(vote));
    }

    private static async Task<ApprovalVoteAnswer> AskAsync(Station station, SignedVote vote)
    {
        var client = station.Bus.CreateRequestClient<ApprovalVoteMessage>(
            new Uri($"queue:{station.Prefix}_actra_approvals"),
            RequestTimeout.After(s: 30)
        );
        var answer = (await client.GetResponse<ApprovalVoteAnswer>(ApprovalVoteMessage.From(vote))).Message;
        Assert.Equal((vote.ApprovalId, vote.Nonce), (answer.ApprovalId, answer.Nonce));
        return answer;
    }

    private static VoteSigner NewSigner() => VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());

    private static VoteKey KeyOf(VoteSigner signer, string identity) =>
        VoteKey.FromPublicKey(
            signer.PublicHalf!,
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [identity] = ["finance"] }
        );

    private static IRequestClient<Refund> ClientOf(Station station) =>
        station.Bus.CreateRequestClient<Refund>(new Uri("queue:" + station.Queue), RequestTimeout.After(s: 30));

    private static async Task<ActraFault> RefusedAsync(Station station, Refund refund)
    {
        var exception = await Assert.ThrowsAsync<RequestFaultException>(() =>
            ClientOf(station).GetResponse<Refunded>(refund)
        );
        Assert.True(exception.TryGetActraFault(out var fault));
        return fault;
    }

    private static async Task<Captured> ArrivalAsync(Station station)
    {
        while (true)
        {
            var arrived = await station.Tap.Arrived.NextAsync();
            if (arrived.Endpoint == station.Queue)
            {
                return arrived;
            }
        }
    }
}
