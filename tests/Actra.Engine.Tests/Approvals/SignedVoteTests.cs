using Actra.Approvals;

namespace Actra.Engine.Tests.Approvals;

public sealed class SignedVoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, IReadOnlyList<string>> People = new()
    {
        ["alice"] = ["finance"],
        ["bob"] = ["risk"],
    };

    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly VoteSigner Service = VoteSigner.FromSecret("chat", Secret);
    private static readonly VoteSigner Person = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());

    private readonly VoteKeys _keys = new(
        new VoteKey("chat", Secret, People),
        VoteKey.FromPublicKey(Person.PublicHalf!, People)
    );

    public enum Kind
    {
        Secret,
        PublicHalf,
    }

    [Theory]
    [InlineData(Kind.Secret)]
    [InlineData(Kind.PublicHalf)]
    public void A_signed_vote_speaks_for_its_approver_with_the_roles_of_the_key(Kind kind)
    {
        Assert.True(_keys.Verify(Vote(kind), Now, MaxAge, out var approver, out var refusal));
        Assert.Null(refusal);
        Assert.Equal("Alice", approver.Id);
        Assert.Equal(["finance"], approver.Roles);
    }

    [Theory]
    [InlineData(Kind.Secret)]
    [InlineData(Kind.PublicHalf)]
    public void Each_changed_part_breaks_the_signature(Kind kind)
    {
        var vote = Vote(kind);
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
                Signature = vote.Signature + "00",
            },
            vote with
            {
                Signature = new string('0', vote.Signature.Length),
            },
            vote with
            {
                Signature = null!,
            },
        ];
        Assert.All(changed, other => Refused(other, "signature"));
    }

    [Theory]
    [InlineData(Kind.Secret)]
    [InlineData(Kind.PublicHalf)]
    public void A_signature_for_one_act_is_none_for_another(Kind kind)
    {
        var acts = Enum.GetValues<VoteAct>().Where(act => act.IsKnown()).ToList();
        foreach (var act in acts)
        {
            var vote = Vote(kind, act: act);
            Assert.True(_keys.Verify(vote, Now, MaxAge, out _, out var refusal), refusal);
            Assert.All(acts.Where(other => other != act), other => Refused(vote with { Act = other }, "signature"));
        }
    }

    [Fact]
    public void A_vote_that_names_no_act_no_request_or_nobody_is_refused()
    {
        Refused(Vote(Kind.Secret) with { Act = VoteAct.None }, "names no act");
        Refused(Vote(Kind.Secret) with { Act = (VoteAct)7 }, "names no act");
        Refused(Vote(Kind.Secret) with { ApprovalId = null! }, "no request");
        Refused(Vote(Kind.Secret) with { ApproverId = null! }, "nobody");
        Assert.Throws<ArgumentException>(() => Vote(Kind.Secret, act: VoteAct.None));
    }

    [Fact]
    public void A_vote_by_another_key_is_refused()
    {
        Refused(Vote(Kind.Secret) with { KeyId = "mail" }, "unknown");
        Refused(Vote(Kind.Secret) with { KeyId = null! }, "unknown");
        Refused(Vote(Kind.Secret) with { KeyId = Person.KeyId }, "signature");
        Refused(Vote(Kind.PublicHalf) with { KeyId = "chat" }, "signature");
        Refused(Vote(VoteSigner.FromSecret("chat", new byte[32])), "signature");
        Refused(Vote(VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey())), "unknown");
        Refused(Vote(VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey())) with { KeyId = Person.KeyId }, "signature");
    }

    [Fact]
    public void A_public_half_is_no_shared_secret()
    {
        var guess = VoteSigner.FromSecret(Person.KeyId, System.Text.Encoding.UTF8.GetBytes(Person.PublicHalf!));

        Refused(Vote(guess), "signature");
    }

    [Theory]
    [InlineData(Kind.Secret)]
    [InlineData(Kind.PublicHalf)]
    public void A_key_speaks_only_for_its_own_people(Kind kind) =>
        Refused(Vote(kind, by: "carl"), "may not speak for `carl`");

    [Fact]
    public void Old_votes_and_votes_from_the_future_are_refused()
    {
        var vote = Vote(Kind.PublicHalf);
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
        var key = new VoteKey("chat", Secret, People);
        var half = VoteKey.FromPublicKey(Person.PublicHalf!, People);
        Assert.Throws<ArgumentException>(() => new VoteKeys(key, key));
        Assert.Throws<ArgumentException>(() => new VoteKeys(half, half));
        Assert.Throws<ArgumentException>(() => new VoteKeys(key with { KeyId = " " }));
        Assert.Throws<ArgumentException>(() => new VoteKeys(new VoteKey("chat", new byte[31], People)));
        Assert.Throws<ArgumentException>(() => VoteSigner.FromSecret("chat", new byte[31]));
        var twice = new Dictionary<string, IReadOnlyList<string>> { ["alice"] = [], ["Alice"] = [] };
        Assert.Throws<ArgumentException>(() => new VoteKeys(key with { Approvers = twice }));
    }

    /// <summary>Signatures that others have made, one with a shared secret, one with OpenSSL: who signs in another language relies on the form.</summary>
    [Theory]
    [InlineData("chat", "a6b82b1f3abbe5c35d18afb9b2e83b51416d8078831cc7740caed533ff03e4b8")]
    [InlineData(
        "p256-a5f7c7621e83c8902f788169947a6789",
        "d91f8deba17a3487640ad15fe2d921a6e894fe7c031e00a4012871a4a21b967db830b3ec9dcbd7cdd6f87c34bd1ee9d3fbc8f2fc80df0b8a676f1a9f4abda73f"
    )]
    public void What_others_have_signed_in_the_form_of_version_2_holds(string keyId, string signature)
    {
        const string Pem = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7F6kJxIopM4oKoTluMxAE56w886/
            U1WT3+hp2gsk1/Mj+eq+peIsg+ieiXx4Py/UTIV6VfU20HDaBsucFKztRw==
            -----END PUBLIC KEY-----
            """;
        var keys = new VoteKeys(new VoteKey("chat", Secret, People), VoteKey.FromPublicKey(Pem, People));
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123);
        var vote = new SignedVote("apr_1", "alice", VoteAct.Replay, "shown", null, at, "n-1", keyId, signature);

        Assert.True(keys.Verify(vote, at, MaxAge, out _, out var refusal), refusal);
    }

    private static SignedVote Vote(Kind kind, string by = "Alice", VoteAct act = VoteAct.Approve) =>
        Vote(kind == Kind.Secret ? Service : Person, by, act);

    private static SignedVote Vote(VoteSigner key, string by = "Alice", VoteAct act = VoteAct.Approve) =>
        SignedVote.Create(key, "apr_1", by, act, "shown", "fine", Now);

    private void Refused(SignedVote vote, string why)
    {
        Assert.False(_keys.Verify(vote, Now, MaxAge, out var approver, out var refusal));
        Assert.Null(approver);
        Assert.Contains(why, refusal, StringComparison.Ordinal);
    }
}
