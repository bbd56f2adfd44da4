using System.Reflection;
using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

/// <summary>Who can write into the store, and has no key, approves nothing.</summary>
public sealed class SealTests
{
    private static readonly ActraKeyRing Ring = RingOf("2026-01", 1);
    private static readonly GrantSealer Sealer = new(Ring);

    /// <summary>A change of each part of a request that a seal covers.</summary>
    private static readonly Dictionary<string, Func<ApprovalRequest, ApprovalRequest>> Flips = new(
        StringComparer.Ordinal
    )
    {
        ["Id"] = r => r with { Id = r.Id + "x" },
        ["Generation"] = r => r with { Generation = 2 },
        ["Tenant"] = r => r with { Tenant = "other" },
        ["CreatedAt"] = r => r with { CreatedAt = r.CreatedAt.AddTicks(1) },
        ["ExpiresAt"] = r => r with { ExpiresAt = r.ExpiresAt.AddTicks(1) },
        ["ApprovedAt"] = r => r with { ApprovedAt = r.ApprovedAt?.AddTicks(1) },
        ["ValidUntil"] = r => r with { ValidUntil = r.ValidUntil?.AddDays(1) },
        ["Work.Kind"] = r => r with { Work = r.Work with { Kind = WorkKind.Job } },
        ["Work.Service"] = r => r with { Work = r.Work with { Service = "other" } },
        ["Work.Endpoint"] = r => r with { Work = r.Work with { Endpoint = "other" } },
        ["Work.WorkId"] = r => r with { Work = r.Work with { WorkId = "other" } },
        ["Work.Digest"] = r => r with { Work = r.Work with { Digest = "other" } },
        ["Requester.Id"] = r => r with { Requester = r.Requester with { Id = "boss" } },
        ["Requester.Type"] = r => r with { Requester = r.Requester with { Type = "service" } },
        ["Requester.Tenant"] = r => r with { Requester = r.Requester with { Tenant = "acme" } },
        ["Requester.Source"] = r => r with { Requester = r.Requester with { Source = ActorSource.Broker } },
        ["Asked"] = r => r with { Asked = [.. r.Asked, r.Asked[0]] },
        ["Asked.ActionType"] = Asked(a => a with { ActionType = "payout" }),
        ["Asked.RuleId"] = Asked(a => a with { RuleId = null }),
        ["Asked.Reason"] = Asked(a => a with { Reason = "small" }),
        ["Asked.Fields"] = Asked(a => a with { Fields = new Dictionary<string, string> { ["amount"] = "1" } }),
        ["Asked.Requirement"] = Requirement(r => r with { Groups = [] }),
        ["Requirement.Groups"] = Requirement(r => r with { Groups = [new ApprovalGroup(["intern"], 1)] }),
        ["Requirement.DenyThreshold"] = Requirement(r => r with { DenyThreshold = 9 }),
        ["Requirement.AllowSelf"] = Requirement(r => r with { AllowSelf = true }),
        ["Requirement.AllowUnverified"] = Requirement(r => r with { AllowUnverified = true }),
        ["Requirement.Expires"] = Requirement(r => r with { Expires = null }),
        ["Requirement.ValidFor"] = Requirement(r => r with { ValidFor = TimeSpan.FromDays(9) }),
        ["Requirement.EscalateAfter"] = Requirement(r => r with { EscalateAfter = TimeSpan.Zero }),
        ["Requirement.EscalateTo"] = Requirement(r => r with { EscalateTo = ["intern"] }),
        ["Requirement.CommentRequired"] = Requirement(r => r with { CommentRequired = true }),
        ["Requirement.OnLostLease"] = Requirement(r => r with { OnLostLease = LostLease.Rerun }),
        ["Requirement.BreakGlass"] = Requirement(r => r with { BreakGlass = ["intern"] }),
        ["Group.Roles"] = Requirement(r => r with { Groups = [r.Groups[0] with { Roles = ["finance", "intern"] }] }),
        ["Group.Count"] = Requirement(r => r with { Groups = [r.Groups[0] with { Count = 9 }] }),
        ["Votes"] = r => r with { Votes = [] },
        ["Vote.ApproverId"] = Vote(v => v with { ApproverId = "boss" }),
        ["Vote.Roles"] = Vote(v => v with { Roles = ["finance", "board"] }),
        ["Vote.Approve"] = Vote(v => v with { Approve = !v.Approve }),
        ["Vote.Comment"] = Vote(v => v with { Comment = "it is all right" }),
        ["Vote.At"] = Vote(v => v with { At = v.At.AddTicks(1) }),
        ["Vote.BreakGlass"] = Vote(v => v with { BreakGlass = !v.BreakGlass }),
    };

    /// <summary>What changes in the life of a request, or informs and decides nothing.</summary>
    private static readonly string[] Uncovered =
    [
        "State",
        "StateReason",
        "Version",
        "ChangedAt",
        "PolicyHash",
        "TraceId",
        "Supersedes",
        "EscalatedAt",
        "ReleasedAt",
        "LeaseOwner",
        "LeaseUntil",
        "FencingToken",
        "ErasedAt",
        "Seal",
    ];

    private readonly Requests _requests = new();

    public static TheoryData<string> Parts => [.. Flips.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_grant_in_which_anything_was_changed_is_none(string part)
    {
        var granted = Granted();
        Assert.True(Sealer.Grants(granted));
        Assert.False(Sealer.Grants(Flips[part](granted)));
    }

    [Fact]
    public void Every_part_of_a_request_is_covered_or_named_as_one_that_is_not()
    {
        IEnumerable<string> Names(Type type, string prefix) =>
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .Select(property => prefix + property.Name);
        var parts = Names(typeof(ApprovalRequest), "")
            .Except(["Work", "Requester"])
            .Concat(Names(typeof(ApprovalWork), "Work."))
            .Concat(Names(typeof(ActorIdentity), "Requester."))
            .Concat(Names(typeof(AskedAction), "Asked."))
            .Concat(Names(typeof(ApprovalRequirement), "Requirement."))
            .Concat(Names(typeof(ApprovalGroup), "Group."))
            .Concat(Names(typeof(ApprovalVote), "Vote."));
        Assert.Equal(parts.Order(StringComparer.Ordinal), Flips.Keys.Concat(Uncovered).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Requirement.Groups")]
    [InlineData("Requirement.AllowSelf")]
    [InlineData("Requester.Id")]
    [InlineData("Votes")]
    [InlineData("Vote.ApproverId")]
    [InlineData("Tenant")]
    public void A_request_that_was_changed_in_the_store_is_not_voted_through(string part)
    {
        var two = Requests.Rich with { Groups = [new ApprovalGroup(["finance"], 2)] };
        var request = Parked(two);
        request = _requests.Do(request, Requests.Approve(request) with { Sealer = Sealer });
        var forged = Flips[part](request);
        var by = SampleApprovals.Finance("bob") with
        {
            Roles = ["finance", "intern", "on-call"],
            Tenant = forged.Tenant,
        };
        var vote = Requests.Approve(forged, "bob") with { By = by, Sealer = Sealer };

        Assert.Equal(ApprovalOutcome.SealBroken, Apply(forged, vote).Outcome);
        Assert.Equal(ApprovalOutcome.SealBroken, Apply(forged, vote with { Emergency = true, Comment = "c" }).Outcome);
        Assert.Equal(ApprovalOutcome.SealBroken, Apply(forged, Two() with { Sealer = Sealer }).Outcome);
        Assert.Equal(
            ApprovalState.Approved,
            Apply(
                request,
                vote with
                {
                    ShownDigest = request.ShownDigest,
                    By = by with { Tenant = null },
                }
            ).Request!.State
        );
    }

    [Fact]
    public void A_vote_that_somebody_wrote_into_the_store_makes_all_votes_worthless()
    {
        var request = Parked(Requests.Rich with { Groups = [new ApprovalGroup(["finance"], 2)] });
        var stuffed = request with { Votes = [new ApprovalVote("ghost", ["finance"], true, null, _requests.Now)] };
        var change = Apply(stuffed, Requests.Approve(stuffed) with { Sealer = Sealer });
        Assert.Equal(ApprovalOutcome.SealBroken, change.Outcome);
        Assert.Contains("SealBroken", Assert.Single(change.Records).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_seal_can_still_be_denied_and_stays_broken()
    {
        var request = Parked(Requests.Rich with { DenyThreshold = 2 }) with { Tenant = null, Seal = "2026-01:00" };
        var once = _requests.Do(request, Requests.Deny(request) with { Sealer = Sealer });
        Assert.False(Sealer.Holds(once));
        Assert.Equal(
            ApprovalState.Denied,
            _requests.Do(once, Requests.Deny(once, "bob") with { Sealer = Sealer }).State
        );
    }

    [Fact]
    public void What_is_only_parked_or_half_voted_is_no_grant_whatever_state_is_written_into_it()
    {
        var request = Parked(Requests.Rich with { Groups = [new ApprovalGroup(["finance"], 2)] });
        var half = _requests.Do(request, Requests.Approve(request) with { Sealer = Sealer });
        Assert.True(Sealer.Holds(request) && Sealer.Holds(half));
        foreach (var forged in new[] { request, half })
        {
            var released = forged with { State = ApprovalState.Released };
            var valid = released with { ApprovedAt = _requests.Now, ValidUntil = _requests.Now.AddDays(1) };
            Assert.False(Sealer.Grants(released));
            Assert.False(Sealer.Grants(valid));
        }
    }

    [Fact]
    public void A_host_without_keys_votes_through_what_a_host_without_keys_parked_and_nothing_else()
    {
        var plain = _requests.Pending(requirements: Requests.Rich);
        Assert.Equal(ApprovalState.Approved, _requests.Do(plain, Requests.Approve(plain)).State);
        Assert.Equal(ApprovalState.Approved, _requests.Do(plain, Two()).State);
        Assert.Equal(
            ApprovalOutcome.SealBroken,
            Apply(plain, Requests.Approve(plain) with { Sealer = Sealer }).Outcome
        );

        var request = Parked(Requests.Rich);
        Assert.Equal(ApprovalOutcome.SealBroken, Apply(request, Requests.Approve(request)).Outcome);
        Assert.Equal(ApprovalOutcome.SealBroken, Apply(request, Two()).Outcome);
        Assert.Equal(ApprovalState.Approved, Apply(request, Two() with { Sealer = Sealer }).Request!.State);
        Assert.Equal(ApprovalState.Denied, Apply(request, Requests.Deny(request)).Request!.State);
    }

    [Fact]
    public void A_grant_holds_through_the_life_of_its_work_and_a_replay()
    {
        var request = Granted();
        foreach (
            ApprovalCommand command in new ApprovalCommand[]
            {
                new ApprovalCommand.Release(),
                new ApprovalCommand.Claim("w", Requests.Lease),
                new ApprovalCommand.Fail(1, "it broke"),
                new ApprovalCommand.Replay(SampleApprovals.Finance(), null),
                new ApprovalCommand.Release(),
                new ApprovalCommand.Claim("w", Requests.Lease),
            }
        )
        {
            request = _requests.Do(request, command);
            Assert.True(Sealer.Grants(request));
        }
    }

    [Fact]
    public void Keys_are_rotated_and_a_key_of_another_name_seals_nothing()
    {
        var granted = Granted();
        var newer = new GrantSealer(
            new ActraKeyRing(
                new KeyValuePair<string, byte[]>("2026-02", Key(2)),
                new KeyValuePair<string, byte[]>("2026-01", Key(1))
            )
        );
        Assert.True(newer.Grants(granted));
        Assert.StartsWith("2026-02:", newer.Seal(granted), StringComparison.Ordinal);
        Assert.False(new GrantSealer(RingOf("2026-02", 1)).Grants(granted));
        Assert.False(new GrantSealer(RingOf("2026-01", 2)).Grants(granted));
        var renamed = granted with { Seal = granted.Seal!.Replace("2026-01", "2026-02", StringComparison.Ordinal) };
        Assert.False(newer.Grants(renamed));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("2026-01")]
    [InlineData("2026-01:")]
    [InlineData("2026-01:zz")]
    [InlineData("2026-01:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("nobody:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("2026-01:zzzz000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_seal_holds_nothing(string seal) =>
        Assert.False(Sealer.Holds(Granted() with { Seal = seal }));

    private static Func<ApprovalRequest, ApprovalRequest> Asked(Func<AskedAction, AskedAction> change) =>
        request => request with { Asked = [change(request.Asked[0])] };

    private static Func<ApprovalRequest, ApprovalRequest> Requirement(
        Func<ApprovalRequirement, ApprovalRequirement> change
    ) => Asked(asked => asked with { Requirement = change(asked.Requirement) });

    private static Func<ApprovalRequest, ApprovalRequest> Vote(Func<ApprovalVote, ApprovalVote> change) =>
        request => request with { Votes = [change(request.Votes[0])] };

    private static ApprovalCommand.BreakGlass Two() => new(["olga", "omar"], "the house burns");

    private static byte[] Key(byte number) => [.. Enumerable.Repeat(number, 32)];

    private static ActraKeyRing RingOf(string id, byte number) =>
        new(new KeyValuePair<string, byte[]>(id, Key(number)));

    private ApprovalRequest Parked(ApprovalRequirement requirement)
    {
        var approval = SampleApprovals.Approval(_requests.Clock, requirements: requirement);
        return ApprovalMachine.Park(Sealer.Seal(approval), null, _requests.Now).Request;
    }

    private ApprovalRequest Granted()
    {
        var request = Parked(Requests.Rich);
        return _requests.Do(request, Requests.Approve(request) with { Sealer = Sealer });
    }

    private ApprovalChange Apply(ApprovalRequest request, ApprovalCommand command) =>
        ApprovalMachine.Apply(request, command, _requests.Now);
}
