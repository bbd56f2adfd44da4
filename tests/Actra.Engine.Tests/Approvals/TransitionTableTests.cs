using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Actra.Testing;
using static Actra.Approvals.ApprovalState;

namespace Actra.Engine.Tests.Approvals;

/// <summary>Every state and every command, legal or refused: one table.</summary>
public sealed class TransitionTableTests
{
    private static readonly ApprovalState[] States = Enum.GetValues<ApprovalState>();

    /// <summary>Command, and from which states it leads where; J marks what only jobs and calls may do.</summary>
    private static readonly (
        string Command,
        (ApprovalState From, ApprovalState To)[] Legal,
        bool JobsWhenApproved
    )[] Table =
    [
        ("approve", [(Pending, Approved)], false),
        ("deny", [(Pending, Denied)], false),
        ("emergency", [(Pending, Approved)], false),
        ("breakglass", [(Pending, Approved)], false),
        ("escalate", [(Pending, Pending)], false),
        ("cancel", [(Pending, Cancelled), (Approved, Cancelled)], false),
        ("revoke", [(Approved, Revoked), (Released, Revoked), (Failed, Revoked), (Held, Revoked)], false),
        ("release", [(Approved, Released)], false),
        ("unrelease", [(Released, Approved)], false),
        ("claim", [(Released, Executing)], true),
        ("renew", [(Executing, Executing)], false),
        ("complete", [(Executing, Executed)], false),
        ("fail", [(Executing, Failed)], false),
        ("putback", [(Executing, Released)], false),
        ("loselease", [(Executing, Held)], false),
        (
            "expire",
            [(Pending, Expired), (Approved, Expired), (Released, Expired), (Failed, Expired), (Held, Expired)],
            false
        ),
        ("block", [(Released, Blocked)], true),
        ("supersede", [(Released, Superseded)], true),
        ("replay", [(Failed, Approved), (Held, Approved)], false),
        ("erase", [.. States.Where(state => state.IsClosed()).Select(state => (state, state))], false),
    ];

    private readonly Requests _requests = new();

    public static TheoryData<WorkKind, string, ApprovalState, ApprovalState?> Cases()
    {
        var cases = new TheoryData<WorkKind, string, ApprovalState, ApprovalState?>();
        foreach (var kind in Enum.GetValues<WorkKind>())
        {
            foreach (var (command, legal, jobsWhenApproved) in Table)
            {
                foreach (var from in States)
                {
                    var to = legal
                        .Where(pair => pair.From == from)
                        .Select(pair => (ApprovalState?)pair.To)
                        .FirstOrDefault();
                    if (jobsWhenApproved && from == Approved && kind != WorkKind.Message)
                    {
                        to = legal[0].To;
                    }

                    cases.Add(kind, command, from, to);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_state_takes_its_commands_and_no_other(
        WorkKind kind,
        string command,
        ApprovalState from,
        ApprovalState? to
    )
    {
        var request = _requests.In(from, kind);
        var at = TimeOf(command, request);
        var change = ApprovalMachine.Apply(request, Command(command, request), at);

        if (to is null)
        {
            Assert.False(change.Succeeded);
            Assert.Same(request, change.Request);
            Assert.Null(change.Outbox);
            Assert.Contains(from.ToName(), change.Message, StringComparison.Ordinal);
            Assert.Contains(Wanted(command), change.Message ?? "", StringComparison.Ordinal);
            return;
        }

        Assert.True(change.Succeeded, change.Message);
        Assert.Equal(to, change.Request!.State);
        Assert.Equal(request.Version + 1, change.Request.Version);
        Assert.Equal(at, change.Request.ChangedAt);
        Assert.Equal(to == Executing ? "w" : null, change.Request.LeaseOwner);
        if (command is not ("renew" or "escalate" or "erase"))
        {
            var record = change.Records[^1];
            Assert.Equal(AuditKind.StateChange, record.Kind);
            Assert.Equal($"{from.ToName()} -> {to.Value.ToName()}", record.Detail);
            Assert.Equal((request.Id, "billing", at), (record.ApprovalId, record.Service, record.Time));
        }
    }

    [Fact]
    public void The_table_holds_every_command()
    {
        var request = _requests.In(Pending);
        var held = Table.Select(row => Command(row.Command, request).GetType()).Distinct();
        Assert.Equal(
            typeof(ApprovalCommand).GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal),
            held.Select(type => type.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(WorkKind.Message, true)]
    [InlineData(WorkKind.Job, true)]
    [InlineData(WorkKind.Call, false)]
    public void Closed_work_is_moved_unless_it_is_elsewhere(WorkKind kind, bool moves)
    {
        // A failed job that was requeued waits for its replay; what failed of messages was moved by its own pipeline.
        ApprovalState[] movedFrom =
            kind == WorkKind.Job ? [Pending, Approved, Released, Held, Failed] : [Pending, Approved, Released, Held];
        foreach (var (command, legal, _) in Table)
        {
            foreach (var (from, to) in legal)
            {
                var request = _requests.In(from, kind);
                var at = TimeOf(command, request);
                var change = ApprovalMachine.Apply(request, Command(command, request), at);
                var expected = moves && to is Denied or Expired or Cancelled or Revoked && movedFrom.Contains(from);
                Assert.Equal(expected && moves, change.Outbox is not null);
                if (change.Outbox is { } entry)
                {
                    Assert.Equal(new ApprovalOutboxEntry(request.Id, "billing", kind, to, entry.Reason, at), entry);
                    Assert.False(string.IsNullOrEmpty(entry.Reason));
                }
            }
        }
    }

    private DateTimeOffset TimeOf(string command, ApprovalRequest request) =>
        command switch
        {
            "expire" or "loselease" => request.CreatedAt + TimeSpan.FromDays(1),
            "escalate" => request.CreatedAt + TimeSpan.FromMinutes(30),
            _ => _requests.Now,
        };

    private static ApprovalCommand Command(string name, ApprovalRequest request) =>
        name switch
        {
            "approve" => Requests.Approve(request, "bob"),
            "deny" => Requests.Deny(request, "bob"),
            "emergency" => Requests.Emergency(request),
            "breakglass" => new ApprovalCommand.BreakGlass(["olga", "omar"], "the house burns"),
            "escalate" => new ApprovalCommand.Escalate(),
            "erase" => new ApprovalCommand.Erase(Fields: true, "dpo"),
            "cancel" => new ApprovalCommand.Cancel(new Approver("Rita", []), null),
            "revoke" => new ApprovalCommand.Revoke(SampleApprovals.Finance(), null),
            "release" => new ApprovalCommand.Release(),
            "unrelease" => new ApprovalCommand.Unrelease(DateTimeOffset.MaxValue),
            "claim" => new ApprovalCommand.Claim("w", Requests.Lease),
            "renew" => new ApprovalCommand.Renew(1, Requests.Lease),
            "complete" => new ApprovalCommand.Complete(1),
            "fail" => new ApprovalCommand.Fail(1, "it broke"),
            "putback" => new ApprovalCommand.PutBack(1),
            "loselease" => new ApprovalCommand.LoseLease(),
            "expire" => new ApprovalCommand.Expire(),
            "block" => new ApprovalCommand.Block("no longer"),
            "supersede" => new ApprovalCommand.Supersede("apr_new"),
            "replay" => new ApprovalCommand.Replay(SampleApprovals.Finance(), null),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };

    private static string Wanted(string command) =>
        command switch
        {
            // An executing request does not refuse a claim for its state, but for the holder, whom the message names.
            "claim" => "",
            "escalate" => "escalated",
            "erase" => "closed",
            _ => Table.Single(row => row.Command == command).Legal[0].To.ToName(),
        };
}
