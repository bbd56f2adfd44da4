using System.Data.Common;
using Actra.Approvals;

namespace Actra.Cli.Approvals;

/// <summary>Hands signed acts in, and waits for the answers of hosts. It changes no request: only a host that knows the key does.</summary>
internal sealed class ActSender(IVoteInbox inbox, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="acts">The acts, each with the service whose hosts are to take it.</param>
    /// <param name="patience">How long to wait after the last was handed in.</param>
    /// <param name="ct">Ends the waiting; what was handed in stays.</param>
    /// <returns>What became of each, in the order given.</returns>
    /// <exception cref="DbException">Nothing could be handed in.</exception>
    public async Task<IReadOnlyList<ActResult>> SendAsync(
        IReadOnlyList<(string Service, SignedVote Act)> acts,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var ids = new string?[acts.Count];
        var answers = new VoteAnswer?[acts.Count];
        for (var i = 0; i < acts.Count; i++)
        {
            try
            {
                ids[i] = await inbox.PostAsync(acts[i].Service, acts[i].Act, clock.GetUtcNow(), ct);
            }
            catch (DbException e) when (i > 0)
            {
                // Those before are with the hosts already, and have their answers.
                Array.Fill(
                    answers,
                    new VoteAnswer(false, $"it could not be handed in: {e.Message}", clock.GetUtcNow()),
                    i,
                    acts.Count - i
                );
                break;
            }
        }

        var until = clock.GetUtcNow() + patience;
        while (true)
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] ??= await AnswerAsync(acts[i].Act, ids[i]!, ct);
            }

            if (!answers.Contains(null) || clock.GetUtcNow() >= until)
            {
                return [.. acts.Select((act, i) => new ActResult(act.Service, act.Act, ids[i], answers[i]))];
            }

            await Task.Delay(Interval, clock, ct);
        }
    }

    private async Task<VoteAnswer?> AnswerAsync(SignedVote act, string id, CancellationToken ct) =>
        (await inbox.ListAsync(act.ApprovalId, ct)).FirstOrDefault(item => item.Id == id)?.Answer;
}
