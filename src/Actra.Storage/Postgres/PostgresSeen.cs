using Actra.Approvals;

namespace Actra.Storage;

/// <summary>
/// Requests as this handle has last seen them, so that a change mostly need not read first: a guess, and the statement of the change finds out where it is wrong. Each
/// request has a place, and whoever comes to one that is taken takes it.
/// </summary>
internal sealed class PostgresSeen
{
    private const int Places = 512;

    private readonly ApprovalRequest?[] _requests = new ApprovalRequest?[Places];

    /// <summary>Keeps a request in mind.</summary>
    /// <returns>The same request.</returns>
    public ApprovalRequest? Add(ApprovalRequest? request)
    {
        if (request is not null)
        {
            Place(request.Id) = request;
        }

        return request;
    }

    /// <summary>A request as it was last seen; null where it was not, or is forgotten.</summary>
    public ApprovalRequest? Find(string id) =>
        Place(id) is { } request && string.Equals(request.Id, id, StringComparison.Ordinal) ? request : null;

    private ref ApprovalRequest? Place(string id) =>
        ref _requests[string.GetHashCode(id, StringComparison.Ordinal) & (Places - 1)];
}
