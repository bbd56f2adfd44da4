using Actra.Approvals;
using Actra.Testing;
using static Actra.Storage.Tests.Campaigns.Race;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>Where races begin, and what those who run them do.</summary>
internal static class RaceStarts
{
    public const string ForCounted = "Vote approve counted; roles: finance";
    public const string ForRefused = "Vote approve refused: WrongState; roles: finance";
    public const string AgainstCounted = "Vote deny counted; roles: finance";
    public const string AgainstRefused = "Vote deny refused: WrongState; roles: finance";

    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static Start Nowhere { get; } = new((_, _) => Task.CompletedTask);

    public static Start Pending { get; } =
        new(
            async (handle, work) => await handle.Store.ParkAsync(work, SampleApprovals.Envelope(), default),
            "Parked generation 1"
        );

    public static Start Approved { get; } = After(Pending, new(Approve), ForCounted, Move("pending", "approved"));

    public static Start Released { get; } =
        After(Approved, Command(new ApprovalCommand.Release()), Move("approved", "released"));

    public static Start Executing { get; } = After(Released, Claim("worker-1"), Move("released", "executing"));

    public static string Move(string from, string to) => $"StateChange {from} -> {to}";

    public static async Task<Answer> Approve(StorePlace.Handle handle, NewApproval work) =>
        new(await handle.People.ApproveAsync(work.Id, SampleApprovals.Finance("alice"), Shown(work), "yes"));

    public static async Task<Answer> Deny(StorePlace.Handle handle, NewApproval work) =>
        new(await handle.People.DenyAsync(work.Id, SampleApprovals.Finance("bob"), Shown(work), "no"));

    public static async Task<Answer> Revoke(StorePlace.Handle handle, NewApproval work) =>
        new(await handle.People.RevokeAsync(work.Id, SampleApprovals.Finance("bob"), "no more"));

    public static async Task<Answer> ReleaseAndClaim(StorePlace.Handle handle, NewApproval work)
    {
        var released = await Command(new ApprovalCommand.Release()).RunAsync(handle, work);
        return released.Won ? await Claim("worker-1").RunAsync(handle, work) : released;
    }

    public static async Task<Answer> Park(StorePlace.Handle handle, NewApproval work)
    {
        var parked = await handle.Store.ParkAsync(work, SampleApprovals.Envelope(), default);
        return new(parked.Created, parked.Request, "");
    }

    public static Runner Claim(string owner, TimeSpan waits = default) =>
        Command(new ApprovalCommand.Claim(owner, Lease), waits);

    public static Runner Command(ApprovalCommand command, TimeSpan waits = default) =>
        new(async (handle, work) => new(await handle.Store.ChangeAsync(work.Id, command, default)), waits);

    private static Start After(Start start, Runner then, params string[] records) =>
        new(
            async (handle, work) =>
            {
                await start.BringAsync(handle, work);
                Assert.True((await then.RunAsync(handle, work)).Won);
            },
            [.. start.Records, .. records]
        );

    /// <summary>What people are shown does not change with the state.</summary>
    private static string Shown(NewApproval work) =>
        ApprovalMachine.Park(work, null, work.ParkedAt).Request.ShownDigest;
}
