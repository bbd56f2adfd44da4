using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

public sealed class VoteTests
{
    private readonly Requests _requests = new();

    [Fact]
    public void The_last_vote_needed_starts_the_grant()
    {
        var request = _requests.Pending(
            requirements: SampleApprovals.Requirement with
            {
                Groups = [Group("finance", 2)],
            }
        );
        request = _requests.Do(request, Requests.Approve(request, "alice"));
        Assert.Equal((ApprovalState.Pending, null), (request.State, request.ValidUntil));
        _requests.Clock.Advance(TimeSpan.FromMinutes(5));
        request = _requests.Do(request, Requests.Approve(request, "bob", "fine"));
        Assert.Equal(ApprovalState.Approved, request.State);
        Assert.Equal(_requests.Now, request.ApprovedAt);
        Assert.Equal(_requests.Now + TimeSpan.FromHours(2), request.ValidUntil);
        Assert.Equal(["alice", "bob"], request.Votes.Select(vote => vote.ApproverId));
        Assert.Equal("fine", request.Votes[1].Comment);
    }

    [Fact]
    public void Every_group_must_be_full()
    {
        var request = _requests.Pending(
            requirements: SampleApprovals.Requirement with
            {
                Groups = [Group("finance", 1), Group("risk", 1)],
            }
        );
        request = _requests.Do(request, Requests.Approve(request, "a", null, "finance"));
        request = _requests.Do(request, Requests.Approve(request, "b", null, "finance"));
        Assert.Equal(ApprovalState.Pending, request.State);
        request = _requests.Do(request, Requests.Approve(request, "c", null, "risk"));
        Assert.Equal(ApprovalState.Approved, request.State);
    }

    [Fact]
    public void One_vote_fills_one_place_only()
    {
        var request = _requests.Pending(
            requirements: SampleApprovals.Requirement with
            {
                Groups = [Group("finance", 1), Group("risk", 1)],
            }
        );
        request = _requests.Do(request, Requests.Approve(request, "a", null, "finance", "risk"));
        Assert.Equal(ApprovalState.Pending, request.State);
        request = _requests.Do(request, Requests.Approve(request, "b", null, "finance"));
        Assert.Equal(ApprovalState.Approved, request.State);
    }

    [Theory]
    [InlineData("ab|a|ac", true)]
    [InlineData("a|ab|bc", true)]
    [InlineData("a|a|abc", false)]
    [InlineData("ac|ac|ac", false)]
    [InlineData("abc|abc|abc", true)]
    [InlineData("a|b|b|c", true)]
    public void Votes_are_dealt_out_so_that_as_many_groups_as_can_be_are_full(string votes, bool full)
    {
        var request = _requests.Pending(
            requirements: SampleApprovals.Requirement with
            {
                Groups = [Group("a", 1), Group("b", 1), Group("c", 1)],
            }
        );
        var number = 0;
        foreach (var roles in votes.Split('|'))
        {
            var vote = Requests.Approve(request, $"v{number++}", null, [.. roles.Select(role => role.ToString())]);
            request = _requests.Do(request, vote);
        }

        Assert.Equal(full ? ApprovalState.Approved : ApprovalState.Pending, request.State);
    }

    [Fact]
    public void With_several_actions_all_requirements_must_be_met_and_the_shortest_grant_wins()
    {
        var request = _requests.Pending(
            requirements:
            [
                SampleApprovals.Requirement,
                SampleApprovals.Requirement with
                {
                    Groups = [Group("risk", 1)],
                    ValidFor = TimeSpan.FromMinutes(30),
                },
            ]
        );
        request = _requests.Do(request, Requests.Approve(request, "a", null, "finance"));
        Assert.Equal(ApprovalState.Pending, request.State);
        request = _requests.Do(request, Requests.Approve(request, "b", null, "risk"));
        Assert.Equal(ApprovalState.Approved, request.State);
        Assert.Equal(_requests.Now + TimeSpan.FromMinutes(30), request.ValidUntil);
    }

    [Fact]
    public void A_vote_may_count_for_each_action_it_has_a_role_for()
    {
        var request = _requests.Pending(requirements: [SampleApprovals.Requirement, SampleApprovals.Requirement]);
        Assert.Equal(ApprovalState.Approved, _requests.Do(request, Requests.Approve(request)).State);
    }

    [Fact]
    public void A_grant_without_a_length_lasts_four_hours()
    {
        var request = _requests.Pending(requirements: SampleApprovals.Requirement with { ValidFor = null });
        request = _requests.Do(request, Requests.Approve(request));
        Assert.Equal(_requests.Now + TimeSpan.FromHours(4), request.ValidUntil);
    }

    [Fact]
    public void Votes_against_deny_at_the_threshold()
    {
        var request = _requests.Pending(requirements: SampleApprovals.Requirement with { DenyThreshold = 2 });
        request = _requests.Do(request, Requests.Deny(request, "alice"));
        Assert.Equal(ApprovalState.Pending, request.State);
        request = _requests.Do(request, Requests.Deny(request, "bob"));
        Assert.Equal(ApprovalState.Denied, request.State);
    }

    [Fact]
    public void A_vote_against_by_one_requirements_role_does_not_count_for_another()
    {
        var two = SampleApprovals.Requirement with { DenyThreshold = 2 };
        var request = _requests.Pending(requirements: [two, two with { Groups = [Group("risk", 1)] }]);
        request = _requests.Do(request, Requests.Deny(request, "a", "finance"));
        request = _requests.Do(request, Requests.Deny(request, "b", "risk"));
        Assert.Equal(ApprovalState.Pending, request.State);
    }

    [Theory]
    [InlineData("rita")]
    [InlineData("RITA")]
    public void The_requester_does_not_approve(string by)
    {
        var request = _requests.Pending();
        Refused(request, Requests.Approve(request, by), ApprovalOutcome.OwnRequest);
        Refused(request, Requests.Deny(request, by), ApprovalOutcome.OwnRequest);
    }

    [Fact]
    public void The_requester_approves_where_every_requirement_lets_them()
    {
        var self = SampleApprovals.Requirement with { AllowSelf = true };
        var request = _requests.Pending(requirements: self);
        Assert.Equal(ApprovalState.Approved, _requests.Do(request, Requests.Approve(request, "rita")).State);
        request = _requests.Pending(requirements: [self, SampleApprovals.Requirement]);
        Refused(request, Requests.Approve(request, "rita"), ApprovalOutcome.OwnRequest);
    }

    [Fact]
    public void Spellings_that_normalise_to_one_identity_are_one_person()
    {
        Assert.True(Approver.MayBeSame("Alice", "aLICE"));
        Assert.False(Approver.MayBeSame("alice", "alicia"));
        Assert.True(Approver.MayBeSame("\uFF41lice", "alice"));
        Assert.True(Approver.MayBeSame("jose\u0301", "jos\u00E9"));
        Assert.False(Approver.MayBeSame("\uFF42ob", "alice", canNormalize: true));
        Assert.Equal("a\uFFFD", Approver.Normalize("A\uD800"));
    }

    [Fact]
    public void Where_unicode_cannot_be_normalised_nobody_is_told_apart_by_it()
    {
        Assert.True(Approver.MayBeSame("jos\u00E9", "alice", canNormalize: false));
        Assert.True(Approver.MayBeSame("alice", "jos\u00E9", canNormalize: false));
        Assert.False(Approver.MayBeSame("bob", "alice", canNormalize: false));
    }

    [Fact]
    public void Whoever_holds_no_role_asked_for_does_not_vote()
    {
        var request = _requests.Pending();
        Refused(request, Requests.Approve(request, "bob", null, "sales"), ApprovalOutcome.MissingRole);
        Refused(request, Requests.Approve(request, "bob", null, "Finance"), ApprovalOutcome.MissingRole);
        Refused(request, Requests.Approve(request, " "), ApprovalOutcome.MissingRole);
    }

    [Fact]
    public void Nobody_votes_twice()
    {
        var request = _requests.Pending(
            requirements: SampleApprovals.Requirement with
            {
                Groups = [Group("finance", 3)],
                DenyThreshold = 2,
            }
        );
        request = _requests.Do(request, Requests.Approve(request, "alice"));
        Refused(request, Requests.Approve(request, "Alice"), ApprovalOutcome.AlreadyVoted);
        Refused(request, Requests.Deny(request, "alice"), ApprovalOutcome.AlreadyVoted);
    }

    [Fact]
    public void A_vote_on_something_else_than_was_shown_is_refused()
    {
        var request = _requests.Pending();
        var other = _requests.Pending(kind: WorkKind.Job);
        Refused(request, Requests.Approve(other), ApprovalOutcome.ShownChanged);
    }

    [Fact]
    public void What_is_shown_covers_fields_reasons_rules_and_requester()
    {
        var request = _requests.Pending();
        var asked = request.Asked[0];
        var fields = new Dictionary<string, string>(asked.Fields, StringComparer.Ordinal) { ["amount"] = "9" };
        ApprovalRequest[] others =
        [
            request with
            {
                Asked = [asked with { Fields = fields }],
            },
            request with
            {
                Asked = [asked with { Reason = "other" }],
            },
            request with
            {
                Asked = [asked with { RuleId = null }],
            },
            request with
            {
                Asked = [asked with { ActionType = "payout" }],
            },
            request with
            {
                Asked = [asked, asked],
            },
            request with
            {
                Requester = request.Requester with { Id = "eve" },
            },
            request with
            {
                Requester = request.Requester with { Tenant = "t" },
            },
            request with
            {
                Requester = request.Requester with { Source = ActorSource.Asserted },
            },
            request with
            {
                Work = request.Work with { Digest = "other" },
            },
        ];
        Assert.All(others, other => Assert.NotEqual(request.ShownDigest, other.ShownDigest));
        Assert.Equal(others.Length, others.Select(other => other.ShownDigest).Distinct().Count());
    }

    [Fact]
    public void A_comment_is_given_where_it_is_required()
    {
        var request = _requests.Pending(requirements: SampleApprovals.Requirement with { CommentRequired = true });
        Refused(request, Requests.Approve(request, comment: " "), ApprovalOutcome.CommentMissing);
        Refused(request, Requests.Deny(request), ApprovalOutcome.CommentMissing);
        Assert.Equal(ApprovalState.Approved, _requests.Do(request, Requests.Approve(request, comment: "ok")).State);
    }

    [Fact]
    public void Work_of_an_unverified_requester_can_only_be_denied()
    {
        var unverified = SampleApprovals.Requester with { Source = ActorSource.Asserted };
        var request = _requests.Pending(requester: unverified);
        Refused(request, Requests.Approve(request), ApprovalOutcome.Unverified);
        Assert.Equal(ApprovalState.Denied, _requests.Do(request, Requests.Deny(request)).State);

        var allowed = _requests.Pending(
            requester: unverified,
            requirements: SampleApprovals.Requirement with
            {
                AllowUnverified = true,
            }
        );
        Assert.Equal(ApprovalState.Approved, _requests.Do(allowed, Requests.Approve(allowed)).State);
    }

    [Fact]
    public void A_vote_at_the_end_of_time_is_too_late_before_any_timer_ran()
    {
        var request = _requests.Pending();
        _requests.Do(request, Requests.Approve(request), request.ExpiresAt - TimeSpan.FromTicks(1));
        var late = ApprovalMachine.Apply(request, Requests.Approve(request), request.ExpiresAt);
        Assert.Equal(ApprovalOutcome.TooLate, late.Outcome);
        Assert.Contains("TooLate", Assert.Single(late.Records).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vote_that_counts_is_recorded_with_its_roles()
    {
        var request = _requests.Pending();
        var change = ApprovalMachine.Apply(request, Requests.Approve(request, "Alice", "seen"), _requests.Now);
        Assert.Equal([AuditKind.Vote, AuditKind.StateChange], change.Records.Select(record => record.Kind));
        Assert.All(change.Records, record => Assert.Equal("Alice", record.Actor));
        Assert.Equal(("approve counted; roles: finance", "seen"), (change.Records[0].Detail, change.Records[0].Reason));
    }

    private static ApprovalGroup Group(string role, int count) => new([role], count);

    private void Refused(ApprovalRequest request, ApprovalCommand.Vote vote, ApprovalOutcome outcome)
    {
        var change = ApprovalMachine.Apply(request, vote, _requests.Now);
        Assert.Equal(outcome, change.Outcome);
        Assert.Same(request, change.Request);
        Assert.False(string.IsNullOrEmpty(change.Message));
        var record = Assert.Single(change.Records);
        Assert.Equal((AuditKind.Vote, vote.By.Id), (record.Kind, record.Actor));
        Assert.Contains($"refused: {outcome}", record.Detail, StringComparison.Ordinal);
    }
}
