using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>What the store, the decision log and the journal of the world outside say at the end, laid side by side.</summary>
internal sealed class KillBooks
{
    private readonly Dictionary<string, ApprovalRequest> _requests;
    private readonly ILookup<string, AuditEntry> _records;
    private readonly ILookup<string, KillJournal.Line> _lines;
    private readonly AuditVerification _verification;
    private readonly int _onQueue;

    private KillBooks(
        IEnumerable<ApprovalRequest> requests,
        IEnumerable<AuditEntry> records,
        KillJournal journal,
        AuditVerification verification
    )
    {
        _requests = requests.ToDictionary(request => request.Work.WorkId, StringComparer.Ordinal);
        _records = records.ToLookup(record => record.WorkId!, StringComparer.Ordinal);
        _lines = journal.Lines.ToLookup(line => line.Work, StringComparer.Ordinal);
        _onQueue = journal.OnQueue.Count;
        _verification = verification;
    }

    private IEnumerable<KillWork> Works => _requests.Keys.Select(id => new KillWork(id));

    public static async Task<KillBooks> ReadAsync(StorePlace.Handle handle, KillJournal journal)
    {
        var requests = new List<ApprovalRequest>();
        IReadOnlyList<ApprovalRequest> page;
        do
        {
            var query = new ApprovalQuery { Limit = ApprovalQuery.LongestPage, After = requests.LastOrDefault()?.Id };
            page = await handle.Store.ListAsync(query, default);
            requests.AddRange(page);
        } while (page.Count > 0);

        var records = new List<AuditEntry>();
        await foreach (var record in handle.Log.ReadAsync(1, default))
        {
            records.Add(record.Entry);
        }

        Assert.Empty(await handle.Store.OutboxAsync(KillWork.Service, WorkKind.Message, 10, default));
        return new KillBooks(requests, records, journal, await AuditVerifier.VerifyAsync(handle.Log));
    }

    public void Check()
    {
        Assert.True(_verification.IsIntact, _verification.Broken?.Message);
        Assert.Equal(0, _onQueue);
        Assert.Equal(_lines.Select(work => work.Key).Order(), _requests.Keys.Order());
        Assert.All(Works, Check);
    }

    /// <summary>Work at which a process was stopped and killed ends as the step says.</summary>
    public void CheckTarget(KillWork work, string step)
    {
        var held = work.Fate == KillWork.Hold && KillSteps.HoldsClaim(step);
        var starts =
            held && step == KillSteps.Claimed ? 0
            : !held && KillSteps.IsInHandler(step) ? 2
            : 1;
        Assert.Equal(
            (work.Id, step, held ? ApprovalState.Held : ApprovalState.Executed, starts),
            (work.Id, step, _requests[work.Id].State, Count(work, KillJournal.Started))
        );
    }

    public List<string> Summary()
    {
        var approved = Works.Where(work => work.IsApproved).ToList();
        var held = approved.Where(work => _requests[work.Id].State == ApprovalState.Held).ToList();
        var others = Works.Where(work => !work.IsApproved).ToList();
        var again = approved.Sum(work => Math.Max(0, Count(work, KillJournal.Started) - 1));
        var dropped = approved.Sum(work => Count(work, KillJournal.Dropped));
        return
        [
            $"{approved.Count} approved: {approved.Count - held.Count} executed, {held.Count} held for a person, 0 lost",
            $"held, killed while they had the claim: {held.Count(work => Count(work, KillJournal.Started) == 0)} before the handler, {held.Count(InHandler)} inside it, {held.Count(work => Count(work, KillJournal.Ended) > 0)} after it and before it was told",
            $"{again} started again after a kill inside the handler, all by `rerun`; {dropped} duplicates dropped",
            $"{others.Count} denied or short of a vote: 0 released, 0 run",
            $"{_verification.Count} records, intact; the vote of all that ran is among them",
        ];

        bool InHandler(KillWork work) => Count(work, KillJournal.Started) > 0 && Count(work, KillJournal.Ended) == 0;
    }

    private void Check(KillWork work)
    {
        var request = _requests[work.Id];
        CheckVotes(work, request);
        if (!work.IsApproved)
        {
            CheckNeverRan(work, request);
            return;
        }

        // What is lost with a claim is held, or runs again: it is in the log, and nothing else is.
        var claims = Moves(work, "-> executing");
        var lost = Moves(work, "executing -> held") + Moves(work, "executing -> released");
        var starts = Count(work, KillJournal.Started);
        if (request.State == ApprovalState.Executed)
        {
            Assert.Equal((claims - 1, 1), (lost, Moves(work, "executing -> executed")));
            Assert.InRange(starts, 1, 1 + lost);
        }
        else
        {
            Assert.Equal((ApprovalState.Held, KillWork.Hold), (request.State, work.Fate));
            Assert.Equal((1, 1), (claims, Moves(work, "executing -> held")));
            Assert.Contains("ran out while the handler ran", request.StateReason);
        }

        if (work.Fate == KillWork.Hold)
        {
            Assert.InRange(starts, 0, 1);
        }
    }

    /// <summary>Each vote that counts is in the log once, those that somebody was told of are there, and all of them come before the first claim.</summary>
    private void CheckVotes(KillWork work, ApprovalRequest request)
    {
        var records = _records[work.Id].ToList();
        var vote = Assert.Single(records, record => record.Kind == AuditKind.Vote);
        Assert.Equal(
            work.Fate == KillWork.Deny ? "deny counted; roles: finance" : "approve counted; roles: finance",
            vote.Detail
        );
        Assert.Equal("alice", Assert.Single(request.Votes).ApproverId);
        Assert.InRange(Count(work, KillJournal.Voted), 0, 1);
        var claim = records.FindIndex(record =>
            record.Detail?.EndsWith("-> executing", StringComparison.Ordinal) == true
        );
        Assert.True(claim < 0 || records.IndexOf(vote) < claim, $"{work.Id} was claimed before its vote");
    }

    private void CheckNeverRan(KillWork work, ApprovalRequest request)
    {
        Assert.Equal(work.Fate == KillWork.Deny ? ApprovalState.Denied : ApprovalState.Pending, request.State);
        Assert.Equal(
            (0, 0, 0),
            (Count(work, KillJournal.ByPump), Count(work, KillJournal.Started), Moves(work, "-> released"))
        );
        Assert.Equal(work.Fate == KillWork.Deny, Count(work, KillJournal.Rejected) > 0);
    }

    private int Count(KillWork work, string what) => _lines[work.Id].Count(line => line.Event == what);

    private int Moves(KillWork work, string what) =>
        _records[work.Id]
            .Count(record =>
                record.Kind == AuditKind.StateChange && record.Detail!.EndsWith(what, StringComparison.Ordinal)
            );
}
