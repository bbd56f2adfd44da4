using Actra.Approvals;

namespace Actra.Cli.Approvals;

/// <summary>Hands a vote in, and waits for a host's answer. It changes no request: only a host that knows the key does.</summary>
internal sealed class VoteSender(IVoteInbox inbox, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <returns>The answer; null where none came in time.</returns>
    public async Task<VoteAnswer?> SendAsync(string service, SignedVote vote, TimeSpan patience, CancellationToken ct)
    {
        var id = await inbox.PostAsync(service, vote, clock.GetUtcNow(), ct);
        var until = clock.GetUtcNow() + patience;
        while (true)
        {
            var votes = await inbox.ListAsync(vote.ApprovalId, ct);
            if (votes.FirstOrDefault(item => item.Id == id)?.Answer is { } answer)
            {
                return answer;
            }

            if (clock.GetUtcNow() >= until)
            {
                return null;
            }

            await Task.Delay(Interval, clock, ct);
        }
    }
}
