namespace Actra.Approvals;

/// <summary>A request as somebody was shown it.</summary>
/// <param name="Id">The request.</param>
/// <param name="ShownDigest">What was shown: <see cref="ApprovalRequest.ShownDigest"/>.</param>
public sealed record ShownRequest(string Id, string ShownDigest)
{
    /// <summary>The request as it stands.</summary>
    public static ShownRequest Of(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ShownRequest(request.Id, request.ShownDigest);
    }
}
