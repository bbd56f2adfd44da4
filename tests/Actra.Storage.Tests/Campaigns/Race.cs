using Actra.Approvals;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>Two who want different things of one request at the same moment.</summary>
/// <param name="Name">Both, in words.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Left">The first of the two.</param>
/// <param name="Right">The other.</param>
/// <param name="Endings">All that may come of it.</param>
internal sealed record Race(
    string Name,
    Race.Start From,
    Race.Runner Left,
    Race.Runner Right,
    params IReadOnlyList<Race.Ending> Endings
)
{
    /// <summary>Where a race begins.</summary>
    /// <param name="BringAsync">Brings a new request there.</param>
    /// <param name="Records">What the decision log says of that.</param>
    public sealed record Start(Func<StorePlace.Handle, NewApproval, Task> BringAsync, params string[] Records);

    /// <summary>One of the two.</summary>
    /// <param name="RunAsync">What it does, through its own handle.</param>
    /// <param name="Waits">By how much its clock is past the beginning: clocks of two hosts are never the same.</param>
    public sealed record Runner(Func<StorePlace.Handle, NewApproval, Task<Answer>> RunAsync, TimeSpan Waits = default);

    /// <summary>What one of the two was told.</summary>
    /// <param name="Won">It is done.</param>
    /// <param name="Request">The request as it stands.</param>
    /// <param name="Message">Why not.</param>
    public sealed record Answer(bool Won, ApprovalRequest? Request, string? Message)
    {
        public Answer(ApprovalChange change)
            : this(change.Succeeded, change.Request, change.Message) { }

        public Answer(VoteResult vote)
            : this(vote.Counted, vote.Request, vote.Message) { }
    }

    /// <summary>One way it may end.</summary>
    /// <param name="LeftWins">Who wins.</param>
    /// <param name="State">The request's state then.</param>
    /// <param name="Loser">What the loser's message says.</param>
    /// <param name="Records">What the decision log says of the race, in order.</param>
    public sealed record Ending(bool LeftWins, ApprovalState State, string Loser, params string[] Records);
}
