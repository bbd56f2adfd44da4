using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Testing;

/// <summary>Requests, envelopes and people for tests of stores.</summary>
public static class SampleApprovals
{
    /// <summary>Somebody who asks; verified.</summary>
    public static ActorIdentity Requester { get; } = new("rita", "user", null, ActorSource.Signed);

    /// <summary>A group of one approver with the role <c>finance</c>; votes for an hour, a grant of two hours.</summary>
    public static ApprovalRequirement Requirement { get; } =
        new()
        {
            Groups = [new ApprovalGroup(["finance"], 1)],
            Expires = TimeSpan.FromHours(1),
            ValidFor = TimeSpan.FromHours(2),
        };

    /// <summary>Somebody with the role <c>finance</c>.</summary>
    public static Approver Finance(string id = "alice") => new(id, ["finance"]);

    /// <summary>A request that is to be made.</summary>
    /// <param name="clock">The time of parking.</param>
    /// <param name="workId">The work's id.</param>
    /// <param name="service">The service.</param>
    /// <param name="kind">What the work is.</param>
    /// <param name="generation">The how-many-th request it is.</param>
    /// <param name="requirements">What has to happen, one per action; <see cref="Requirement"/> where none is given.</param>
    public static NewApproval Approval(
        TimeProvider clock,
        string workId = "m-1",
        string service = "billing",
        WorkKind kind = WorkKind.Message,
        int generation = 1,
        params IReadOnlyList<ApprovalRequirement> requirements
    )
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (requirements.Count == 0)
        {
            requirements = [Requirement];
        }

        return new NewApproval
        {
            Work = new ApprovalWork(kind, service, "refunds", workId, "digest"),
            Generation = generation,
            Asked =
            [
                .. requirements.Select(
                    (requirement, i) =>
                        new AskedAction(
                            i == 0 ? "refund" : $"refund{i}",
                            "refund-large",
                            "more than 1000",
                            requirement,
                            new Dictionary<string, string>(StringComparer.Ordinal) { ["amount"] = "1500" }
                        )
                ),
            ],
            Requester = Requester,
            PolicyHash = "policy-1",
            ParkedAt = clock.GetUtcNow(),
            ExpiresAt =
                clock.GetUtcNow() + (requirements.Min(requirement => requirement.Expires) ?? TimeSpan.FromHours(1)),
            TraceId = "trace-1",
        };
    }

    /// <summary>Work in an envelope.</summary>
    public static WorkEnvelope Envelope(string body = "{\"amount\":1500}") =>
        new(
            System.Text.Encoding.UTF8.GetBytes(body),
            "application/json",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["MT-Host"] = "a", ["x"] = "ü\0" }
        );

    /// <summary>Work that is set aside.</summary>
    public static DeferredWork Deferred(string id, DateTimeOffset dueAt, string service = "billing") =>
        new(id, service, WorkKind.Message, "refunds", Envelope(), dueAt, 1, "the store of accounts is down");
}
