using Actra.Model;
using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Which piece of work a request is about.</summary>
/// <param name="Kind">What the work is.</param>
/// <param name="Service">The service that guards it.</param>
/// <param name="Endpoint">The queue's name, without host or virtual host, so that a fail-over orphans no approval.</param>
/// <param name="WorkId">The original message id, the job's id with its storage's nonce, or the caller's id.</param>
/// <param name="Digest">The digest of its contents: see <c>WorkDigest</c>.</param>
public sealed record ApprovalWork(WorkKind Kind, string Service, string Endpoint, string WorkId, string Digest)
{
    /// <summary>SHA-256 over all of the above, as lower-case hex: at most one live request stands for it.</summary>
    public string Key =>
        new CanonicalWriter("actra/work/1").Add(Service).Add((long)Kind).Add(Endpoint).Add(WorkId).Add(Digest).Hash();
}
