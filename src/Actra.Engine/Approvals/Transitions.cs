using Actra.Audit;
using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Makes the answers of the state machine.</summary>
internal static class Transitions
{
    /// <summary>The request moves to another state. Whoever leaves <see cref="ApprovalState.Executing"/> gives its lease up.</summary>
    /// <param name="request">The request as it stands, with whatever else changes.</param>
    /// <param name="from">The request as it stood.</param>
    /// <param name="to">The state it moves to.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="by">Whose doing it is, if a person's.</param>
    /// <param name="now">The time.</param>
    /// <param name="before">Records that come before that of the change.</param>
    public static ApprovalChange Move(
        this ApprovalRequest request,
        ApprovalRequest from,
        ApprovalState to,
        string? reason,
        string? by,
        DateTimeOffset now,
        params IReadOnlyList<AuditEntry> before
    )
    {
        var next = request.Touch(from, now) with { State = to, StateReason = reason };
        if (from.State == ApprovalState.Executing)
        {
            next = next with { LeaseOwner = null, LeaseUntil = null };
        }

        return new ApprovalChange
        {
            Outcome = ApprovalOutcome.Done,
            Request = next,
            Outbox = MustMove(from, to) ? ApprovalMachine.OutboxOf(next) : null,
            Records = [.. before, ApprovalRecords.Changed(from, next, by)],
            Notices = [ApprovalNotice.Of(next, ApprovalEvents.Of(to), by, reason)],
        };
    }

    /// <summary>The request changes and stays in its state.</summary>
    public static ApprovalChange Stay(
        this ApprovalRequest request,
        ApprovalRequest from,
        DateTimeOffset now,
        params IReadOnlyList<AuditEntry> records
    ) =>
        new()
        {
            Outcome = ApprovalOutcome.Done,
            Request = request.Touch(from, now),
            Records = records,
        };

    /// <summary>Somebody has to be told of the change by another name, too.</summary>
    public static ApprovalChange AndTell(this ApprovalChange change, string name, string? by, string? comment) =>
        change.Succeeded
            ? change with
            {
                Notices = [ApprovalNotice.Of(change.Request!, name, by, comment), .. change.Notices],
            }
            : change;

    /// <summary>Nothing changes.</summary>
    public static ApprovalChange Refuse(
        this ApprovalRequest request,
        ApprovalOutcome outcome,
        string message,
        params IReadOnlyList<AuditEntry> records
    ) =>
        new()
        {
            Outcome = outcome,
            Request = request,
            Message = message,
            Records = records,
        };

    /// <summary>The request is another tenant's: for this person there is none; the attempt is recorded.</summary>
    public static ApprovalChange Unseen(this ApprovalRequest request, Approver by, string what, DateTimeOffset now) =>
        ApprovalMachine.NotFound(request.Id) with
        {
            Records =
            [
                ApprovalRecords.Refused(request, by.Id, $"{what} refused: the request is another tenant's", now),
            ],
        };

    /// <summary>Nothing changes, because of the state; the message names the state and the one that was wanted.</summary>
    public static ApprovalChange WrongState(
        this ApprovalRequest request,
        ApprovalState wanted,
        params IReadOnlyList<AuditEntry> records
    ) =>
        request.Refuse(
            ApprovalOutcome.WrongState,
            $"request `{request.Id}` is {request.State.ToName()} and cannot become {wanted.ToName()}",
            records
        );

    /// <summary>When the grant ends; never for a request that has none.</summary>
    public static bool GrantIsOver(this ApprovalRequest request, DateTimeOffset now) => request.ValidUntil <= now;

    // What failed was moved by its own pipeline, but for a job that was requeued and waits for its replay; a call is in its caller's hands; all other work
    // lies in the store, or nobody knows where.
    private static bool MustMove(ApprovalRequest from, ApprovalState to) =>
        to is ApprovalState.Denied or ApprovalState.Expired or ApprovalState.Cancelled or ApprovalState.Revoked
        && (from.State != ApprovalState.Failed || from.Work.Kind == WorkKind.Job)
        && from.Work.Kind != WorkKind.Call;

    private static ApprovalRequest Touch(this ApprovalRequest request, ApprovalRequest from, DateTimeOffset now) =>
        request with
        {
            Version = from.Version + 1,
            ChangedAt = now,
        };
}
