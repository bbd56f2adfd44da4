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
    public async Task<IReadOnlyList<ActResult>> SendAsync(
        IReadOnlyList<(string Service, SignedVote Act)> acts,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var ids = new List<string>(acts.Count);
        foreach (var (service, act) in acts)
        {
            ids.Add(await inbox.PostAsync(service, act, clock.GetUtcNow(), ct));
        }

        var answers = new VoteAnswer?[acts.Count];
        var until = clock.GetUtcNow() + patience;
        while (true)
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] ??= await AnswerAsync(acts[i].Act, ids[i], ct);
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
