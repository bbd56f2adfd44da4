using Actra.Model;

namespace Actra.Approvals;

/// <summary>What a seal covers, in canonical form: all that decides whether and for what a request is approved.</summary>
internal static class SealedText
{
    public static CanonicalWriter Of(ApprovalRequest request, string keyId)
    {
        var text = new CanonicalWriter("actra/grant/1")
            .Add(keyId)
            .Add(request.Id)
            .Add(request.Work.Key)
            .Add((long)request.Generation)
            .Add(request.Tenant)
            .Add(request.ShownDigest)
            .Add(request.CreatedAt.UtcTicks)
            .Add(request.ExpiresAt.UtcTicks)
            .Add(Ticks(request.ApprovedAt))
            .Add(Ticks(request.ValidUntil))
            .Add((long)request.Asked.Count);
        foreach (var asked in request.Asked)
        {
            Add(text, asked.Requirement);
        }

        text.Add((long)request.Votes.Count);
        foreach (var vote in request.Votes)
        {
            text.Add(vote.ApproverId)
                .Add(vote.Approve ? 1 : 0)
                .Add(vote.BreakGlass ? 1 : 0)
                .Add(vote.At.UtcTicks)
                .Add(vote.Comment);
            Add(text, vote.Roles);
        }

        return text;
    }

    private static void Add(CanonicalWriter text, ApprovalRequirement requirement)
    {
        text.Add((long)requirement.Groups.Count);
        foreach (var group in requirement.Groups)
        {
            text.Add((long)group.Count);
            Add(text, group.Roles);
        }

        text.Add((long)requirement.DenyThreshold)
            .Add(requirement.AllowSelf ? 1 : 0)
            .Add(requirement.AllowUnverified ? 1 : 0)
            .Add(requirement.CommentRequired ? 1 : 0)
            .Add((long)requirement.OnLostLease)
            .Add(requirement.Expires?.Ticks ?? -1)
            .Add(requirement.ValidFor?.Ticks ?? -1)
            .Add(requirement.EscalateAfter?.Ticks ?? -1);
        Add(text, requirement.EscalateTo);
        Add(text, requirement.BreakGlass);
    }

    private static void Add(CanonicalWriter text, IReadOnlyList<string> roles)
    {
        text.Add((long)roles.Count);
        foreach (var role in roles)
        {
            text.Add(role);
        }
    }

    private static long Ticks(DateTimeOffset? time) => time?.UtcTicks ?? -1;
}
