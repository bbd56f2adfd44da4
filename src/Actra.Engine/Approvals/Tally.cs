using Actra.Model;

namespace Actra.Approvals;

/// <summary>
/// Counts votes against requirements. A vote counts in every requirement that asks for one of its roles, and within a requirement for at most one group. Which
/// group is not fixed when the vote is cast: groups are full as soon as some way of dealing the votes out fills them all.
/// </summary>
internal static class Tally
{
    /// <summary>True where somebody with these roles may vote at that time.</summary>
    public static bool HasRole(
        ApprovalRequirement requirement,
        DateTimeOffset createdAt,
        IReadOnlyList<string> roles,
        DateTimeOffset at
    ) => requirement.Groups.Any(group => Fits(group, roles)) || Escalation.Lets(requirement, createdAt, roles, at);

    public static bool IsDenied(
        ApprovalRequirement requirement,
        DateTimeOffset createdAt,
        IEnumerable<ApprovalVote> votes
    ) =>
        votes.Count(vote => !vote.Approve && HasRole(requirement, createdAt, vote.Roles, vote.At))
        >= Math.Max(1, requirement.DenyThreshold);

    public static bool IsFull(
        ApprovalRequirement requirement,
        DateTimeOffset createdAt,
        IEnumerable<ApprovalVote> votes
    )
    {
        var approvals = votes
            .Where(vote => vote.Approve)
            .Select(vote => new Ballot(vote.Roles, Escalation.Lets(requirement, createdAt, vote.Roles, vote.At)))
            .ToArray();
        var seats = requirement.Groups.SelectMany(group => Enumerable.Repeat(group, group.Count)).ToArray();
        if (seats.Length > approvals.Length)
        {
            return false;
        }

        var seatOf = new int[approvals.Length];
        Array.Fill(seatOf, -1);
        return Enumerable
            .Range(0, seats.Length)
            .All(seat => Seat(seat, seats, approvals, seatOf, new bool[seatOf.Length]));
    }

    /// <summary>Gives a seat to a vote that fits, moving votes to other seats where that makes room (Kuhn's augmenting paths).</summary>
    private static bool Seat(int seat, ApprovalGroup[] seats, Ballot[] votes, int[] seatOf, bool[] tried)
    {
        for (var vote = 0; vote < votes.Length; vote++)
        {
            if (tried[vote] || !(votes[vote].AnySeat || Fits(seats[seat], votes[vote].Roles)))
            {
                continue;
            }

            tried[vote] = true;
            if (seatOf[vote] < 0 || Seat(seatOf[vote], seats, votes, seatOf, tried))
            {
                seatOf[vote] = seat;
                return true;
            }
        }

        return false;
    }

    private static bool Fits(ApprovalGroup group, IReadOnlyList<string> roles) =>
        group.Roles.Any(role => roles.Contains(role, StringComparer.Ordinal));

    /// <summary>A vote for, as one requirement sees it: one of an escalated role fits every seat.</summary>
    private readonly record struct Ballot(IReadOnlyList<string> Roles, bool AnySeat);
}
