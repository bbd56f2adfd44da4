using Actra.Approvals;
using Xunit;

namespace Actra.Testing;

/// <summary>
/// What the <see cref="INoticeOutbox"/> of every store does. Derive a public test class from it, make an empty store in <see cref="CreateAsync"/>, and run it
/// with xunit.
/// </summary>
public abstract partial class NoticeOutboxSpecification : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The clock that the store is given.</summary>
    protected ManualTimeProvider Clock { get; } = new();

    private static ApprovalCommand.BreakGlass Emergency => new(["olga", "omar"], "the house burns");

    private DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Makes an empty store; called once in each test.</summary>
    /// <param name="clock">Its clock.</param>
    /// <param name="keepsNotices">True where it is to keep all notices, false where only emergencies.</param>
    protected abstract ValueTask<IApprovalStore> CreateAsync(TimeProvider clock, bool keepsNotices);

    /// <summary>Takes the store away again; nothing is done where this is not overridden.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <summary>Nothing: each test makes its own store.</summary>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Takes the store away.</summary>
    public async Task DisposeAsync() => await RemoveAsync();

    /// <summary>Each change leaves its notices, in the order of what happened, with all that they say.</summary>
    [SpecificationFact]
    public async Task Notices_come_in_the_order_of_what_happened()
    {
        var store = await Make();
        var parked = await Park(store);
        Clock.Advance(TimeSpan.FromTicks(1_234_567));
        var denied = await Change(store, parked.Request, Deny(parked.Request));
        var other = await Park(store, "m-2", "other");

        var taken = await Take(store);
        Assert.Equal(["approval.requested", "approval.denied"], taken.Select(pending => pending.Notice.Event));
        ApprovalNotice[] expected = [.. parked.Notices, .. denied.Notices];
        Assert.Equivalent(expected, taken.Select(pending => pending.Notice).ToArray(), strict: true);
        Assert.All(taken, pending => Assert.Equal((0, false, null), (pending.Attempts, pending.Dead, pending.Error)));
        Assert.All(taken, pending => Assert.Empty(pending.DeliveredTo));
        Assert.Equal(other.Request.Id, Assert.Single(await Take(store, "other")).Notice.ApprovalId);
        Assert.Empty(await Take(store, "nobody"));
    }

    /// <summary>What did not happen is told to nobody: a copy of a parking record, a refused command, a call that was cancelled.</summary>
    [SpecificationFact]
    public async Task What_did_not_happen_leaves_no_notice()
    {
        var store = await Make();
        var request = (await Park(store)).Request;
        await store.OutboxDoneAsync(request.Id, None);
        await Park(store);
        Assert.False((await store.ChangeAsync(request.Id, new ApprovalCommand.Expire(), None)).Succeeded);
        Assert.False((await store.ChangeAsync(request.Id, Deny(request, "sales"), None)).Succeeded);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.ChangeAsync(request.Id, Deny(request), new CancellationToken(canceled: true))
        );
        Assert.Equal("approval.requested", Assert.Single(await Take(store)).Notice.Event);
        Assert.Equal(ApprovalState.Pending, (await store.GetAsync(request.Id, None))!.State);
    }

    /// <summary>A store whose writer has nobody to tell keeps emergencies all the same.</summary>
    [SpecificationFact]
    public async Task Emergencies_are_kept_by_a_store_that_keeps_nothing_else()
    {
        var store = await Make(keepsNotices: false);
        var ordinary = (await Park(store)).Request;
        await Change(store, ordinary, Deny(ordinary));
        var urgent = (await Park(store, "m-2")).Request;
        await Change(store, urgent, Emergency);

        var notice = Assert.Single(await Take(store)).Notice;
        Assert.Equal((ApprovalEvents.BreakGlass, urgent.Id), (notice.Event, notice.ApprovalId));
        Assert.Equal(("olga, omar", "the house burns"), (notice.By, notice.Comment));
    }

    /// <summary>An emergency is told before the approval that it is.</summary>
    [SpecificationFact]
    public async Task An_emergency_is_told_once_and_before_its_approval()
    {
        var store = await Make();
        var request = (await Park(store)).Request;
        await Change(store, request, Emergency);
        Assert.Equal(
            ["approval.requested", "approval.break_glass", "approval.approved"],
            (await Take(store)).Select(pending => pending.Notice.Event)
        );
    }

    /// <summary>Where many changes race, each that was done is told once, and no other.</summary>
    [SpecificationFact]
    public async Task Of_changes_that_race_those_that_were_done_are_told()
    {
        var store = await Make();
        var request = (await Park(store)).Request;
        var changes = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Task.Run(async () => await store.ChangeAsync(request.Id, Deny(request, by: $"a{i}"), None))
                )
        );
        var done = Assert.Single(changes, change => change.Succeeded);
        Assert.Equal(
            ["approval.requested", done.Notices.Single().Event],
            (await Take(store)).Select(pending => pending.Notice.Event)
        );
    }

    private static ApprovalCommand.Vote Deny(ApprovalRequest request, string role = "finance", string by = "alice") =>
        new(new Approver(by, [role]), Approve: false, request.ShownDigest, "no \0é");

    private async Task<IApprovalStore> Make(bool keepsNotices = true)
    {
        var store = await CreateAsync(Clock, keepsNotices);
        await store.InitializeAsync(None);
        Assert.NotNull(store.Notices);
        return store;
    }

    private async Task<ParkResult> Park(IApprovalStore store, string workId = "m-1", string service = "billing") =>
        await store.ParkAsync(SampleApprovals.Approval(Clock, workId, service), SampleApprovals.Envelope(), None);

    private static async Task<ApprovalChange> Change(
        IApprovalStore store,
        ApprovalRequest request,
        ApprovalCommand command
    )
    {
        var change = await store.ChangeAsync(request.Id, command, None);
        Assert.True(change.Succeeded, change.Message);
        return change;
    }

    private async Task<IReadOnlyList<PendingNotice>> Take(
        IApprovalStore store,
        string service = "billing",
        int limit = 100
    ) => await store.Notices!.TakeAsync(service, Now, Lease, limit, None);
}
