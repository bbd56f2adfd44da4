using Actra.Approvals;
using Actra.Audit;

namespace Workers.Running;

/// <summary>How the sample spells the ids of its work, in ledger and journal: <c>message/…</c>, <c>job/…</c>.</summary>
internal static class WorkIds
{
    public static string OfMessage(Guid? messageId) => $"message/{messageId:D}";

    public static string OfJob(string? jobId) => $"job/{jobId}";

    public static string Of(ApprovalWork work) => Of(work.Kind.ToString().ToLowerInvariant(), work.WorkId);

    /// <summary>The work that a record is about; null where it is about none.</summary>
    public static string? Of(AuditEntry entry) => entry is { WorkKind: { } kind, WorkId: { } id } ? Of(kind, id) : null;

    public static Guid MessageOf(string workId) => Guid.Parse(workId.AsSpan("message/".Length));

    /// <summary>In the decision log the id of a job stands behind that of its storage.</summary>
    private static string Of(string kind, string id) => $"{kind}/{id[(id.LastIndexOf(':') + 1)..]}";
}
