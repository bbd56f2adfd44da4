using Actra.Approvals;

namespace Actra.Cli.Approvals;

/// <summary>Who acts, and how.</summary>
/// <param name="By">The identity.</param>
/// <param name="Key">The key that speaks for it.</param>
/// <param name="Comment">What is said.</param>
/// <param name="Patience">How long to wait for answers.</param>
internal sealed record Signature(string By, VoteSigner Key, string? Comment, TimeSpan Patience)
{
    public SignedVote On(ApprovalRequest request, VoteAct act, string shown, DateTimeOffset at) =>
        SignedVote.Create(Key, request.Id, By, act, shown, Comment, at);
}
