using Actra.Approvals;

namespace Actra.Engine.Tests.Approvals;

public sealed class SignedVoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private static readonly VoteKey Key = new(
        "chat",
        Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
        new Dictionary<string, IReadOnlyList<string>> { ["alice"] = ["finance"], ["bob"] = ["risk"] }
    );

    private readonly VoteKeys _keys = new(Key);

    [Fact]
    public void A_signed_vote_speaks_for_its_approver_with_the_roles_of_the_key()
    {
        Assert.True(_keys.Verify(Vote(), Now, MaxAge, out var approver, out var refusal));
        Assert.Null(refusal);
        Assert.Equal("Alice", approver.Id);
        Assert.Equal(["finance"], approver.Roles);
    }

    [Fact]
    public void Each_changed_part_breaks_the_signature()
    {
        var vote = Vote();
        SignedVote[] changed =
        [
            vote with
            {
                ApprovalId = "apr_2",
            },
            vote with
            {
                ApproverId = "bob",
            },
            vote with
            {
                Approve = false,
            },
            vote with
            {
                ShownDigest = "other",
            },
            vote with
            {
                Comment = null,
            },
            vote with
            {
                At = vote.At.AddMilliseconds(1),
            },
            vote with
            {
                Nonce = "other",
            },
            vote with
            {
                Signature = "",
            },
            vote with
            {
                Signature = vote.Signature[..^1] + (vote.Signature[^1] == '0' ? '1' : '0'),
            },
            vote with
            {
                Signature = vote.Signature.ToUpperInvariant(),
            },
            vote with
            {
                Signature = null!,
            },
        ];
        Assert.All(changed, other => Refused(other, "signature"));
    }

    [Fact]
    public void A_vote_by_another_key_is_refused()
    {
        Refused(Vote() with { KeyId = "mail" }, "unknown");
        Refused(Vote() with { KeyId = null! }, "unknown");
        Refused(
            SignedVote.Create(Key with { Secret = new byte[32] }, "apr_1", "alice", true, "shown", null, Now),
            "signature"
        );
    }

    [Fact]
    public void A_key_speaks_only_for_its_own_people() =>
        Refused(SignedVote.Create(Key, "apr_1", "carl", true, "shown", null, Now), "may not speak for `carl`");

    [Fact]
    public void Old_votes_and_votes_from_the_future_are_refused()
    {
        var vote = Vote();
        Assert.True(_keys.Verify(vote, Now + MaxAge, MaxAge, out _, out _));
        Assert.False(_keys.Verify(vote, Now + MaxAge + TimeSpan.FromMilliseconds(1), MaxAge, out _, out var old));
        Assert.Contains("too old", old, StringComparison.Ordinal);
        Assert.True(_keys.Verify(vote, Now - VoteKeys.ClockSkew, MaxAge, out _, out _));
        Assert.False(
            _keys.Verify(vote, Now - VoteKeys.ClockSkew - TimeSpan.FromMilliseconds(1), MaxAge, out _, out var early)
        );
        Assert.Contains("future", early, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_keys_are_not_taken()
    {
        Assert.Throws<ArgumentException>(() => new VoteKeys(Key, Key));
        Assert.Throws<ArgumentException>(() => new VoteKeys(Key with { KeyId = " " }));
        Assert.Throws<ArgumentException>(() => new VoteKeys(Key with { Secret = new byte[31] }));
        var twice = new Dictionary<string, IReadOnlyList<string>> { ["alice"] = [], ["Alice"] = [] };
        Assert.Throws<ArgumentException>(() => new VoteKeys(Key with { Approvers = twice }));
    }

    private static SignedVote Vote() => SignedVote.Create(Key, "apr_1", "Alice", true, "shown", "fine", Now);

    private void Refused(SignedVote vote, string why)
    {
        Assert.False(_keys.Verify(vote, Now, MaxAge, out var approver, out var refusal));
        Assert.Null(approver);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }
}
