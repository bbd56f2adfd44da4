using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Approvals;

public sealed class EmergencyTests
{
    private readonly Requests _requests = new();

    [Fact]
    public void One_person_with_the_role_approves_alone_past_every_group()
    {
        var four = Requests.Rich with { Groups = [new ApprovalGroup(["finance"], 4)] };
        var request = _requests.Pending(requirements: four);
        request = _requests.Do(request, Requests.Approve(request, "alice"));

        var change = Apply(request, Requests.Emergency(request));

        Assert.Equal(ApprovalState.Approved, change.Request!.State);
        Assert.Equal(_requests.Now + TimeSpan.FromHours(2), change.Request.ValidUntil);
        Assert.Equal([false, true], change.Request.Votes.Select(vote => vote.BreakGlass));
        Assert.Equal(
            [(AuditKind.BreakGlass, "omar", "the house burns"), (AuditKind.StateChange, "omar", null)],
            change.Records.Select(record => (record.Kind, record.Actor, record.Reason))
        );
    }

    [Fact]
    public void The_role_opens_nothing_without_the_emergency_being_claimed()
    {
        var request = _requests.Pending(requirements: Requests.Rich);
        var quiet = Requests.Emergency(request) with { Emergency = false };
        Assert.Equal(ApprovalOutcome.MissingRole, Apply(request, quiet).Outcome);
    }

    [Theory]
    [InlineData("finance", ApprovalOutcome.MissingRole)]
    [InlineData("On-Call", ApprovalOutcome.MissingRole)]
    [InlineData("on-call", ApprovalOutcome.Done)]
    public void Only_the_roles_that_the_rule_names_may(string role, ApprovalOutcome outcome)
    {
        var request = _requests.Pending(requirements: Requests.Rich);
        var change = Apply(request, Requests.Emergency(request, "omar", "fire", role));
        Assert.Equal(outcome, change.Outcome);
        if (outcome != ApprovalOutcome.Done)
        {
            Assert.StartsWith("break-glass approve refused", Assert.Single(change.Records).Detail);
        }
    }

    [Fact]
    public void Every_requirement_must_let_them()
    {
        var strict = Requests.Rich with { BreakGlass = [] };
        var request = _requests.Pending(requirements: [Requests.Rich, strict]);
        Assert.Equal(ApprovalOutcome.MissingRole, Apply(request, Requests.Emergency(request)).Outcome);
    }

    [Theory]
    [InlineData("rita")]
    [InlineData("RITA")]
    [InlineData("rItA")]
    public void The_requester_breaks_no_glass_under_any_spelling_even_where_the_rule_lets_them_vote(string by)
    {
        var request = _requests.Pending(requirements: Requests.Rich with { AllowSelf = true });
        Assert.Equal(ApprovalOutcome.OwnRequest, Apply(request, Requests.Emergency(request, by)).Outcome);
        Assert.Equal(ApprovalOutcome.OwnRequest, Apply(request, Two(by, "omar")).Outcome);
        Assert.Equal(ApprovalOutcome.OwnRequest, Apply(request, Two("omar", by)).Outcome);
        Assert.Equal(ApprovalOutcome.OwnRequest, Apply(request, Two("omar", $" {by} ")).Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void An_emergency_without_a_word_is_none(string? comment)
    {
        var request = _requests.Pending(requirements: Requests.Rich);
        Assert.Equal(
            ApprovalOutcome.CommentMissing,
            Apply(request, Requests.Emergency(request, comment: comment)).Outcome
        );
        var two = new ApprovalCommand.BreakGlass(["olga", "omar"], comment!);
        Assert.Equal(ApprovalOutcome.CommentMissing, Apply(request, two).Outcome);
    }

    [Fact]
    public void An_emergency_denies_nothing_and_comes_not_too_late_and_only_for_what_was_shown()
    {
        var request = _requests.Pending(requirements: Requests.Rich);
        var vote = Requests.Emergency(request);
        Assert.Equal(ApprovalOutcome.MissingRole, Apply(request, vote with { Approve = false }).Outcome);
        Assert.Equal(ApprovalOutcome.ShownChanged, Apply(request, vote with { ShownDigest = "else" }).Outcome);
        _requests.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ApprovalOutcome.TooLate, Apply(request, vote).Outcome);
        Assert.Equal(ApprovalOutcome.TooLate, Apply(request, Two("olga", "omar")).Outcome);
    }

    [Fact]
    public void Work_of_an_unproven_requester_is_approved_in_no_emergency()
    {
        var unproven = new ActorIdentity("rita", "user", null, ActorSource.Asserted);
        var request = _requests.Pending(requester: unproven, requirements: Requests.Rich);
        Assert.Equal(ApprovalOutcome.Unverified, Apply(request, Requests.Emergency(request)).Outcome);
        Assert.Equal(ApprovalOutcome.Unverified, Apply(request, Two("olga", "omar")).Outcome);
    }

    [Theory]
    [InlineData("omar")]
    [InlineData("omar", "omar")]
    [InlineData("omar", "OMAR")]
    [InlineData("omar", "omar ")]
    [InlineData("omar", "")]
    [InlineData("omar", "olga", "otto")]
    public void Straight_in_the_store_it_takes_two_people(params string[] by)
    {
        var request = _requests.Pending(requirements: Requests.Rich);
        var change = Apply(request, new ApprovalCommand.BreakGlass(by, "the house burns"));
        Assert.Equal(ApprovalOutcome.MissingRole, change.Outcome);
        Assert.Equal(AuditKind.Refused, Assert.Single(change.Records).Kind);
    }

    [Fact]
    public void Two_people_approve_straight_in_the_store_and_both_are_named()
    {
        var request = _requests.Pending();
        var change = Apply(request, Two("olga ", "omar"));
        Assert.Equal(ApprovalState.Approved, change.Request!.State);
        Assert.Equal(["olga", "omar"], change.Request.Votes.Select(vote => vote.ApproverId));
        Assert.All(change.Request.Votes, vote => Assert.True(vote.BreakGlass && vote.Comment == "the house burns"));
        Assert.Equal((AuditKind.BreakGlass, "olga, omar"), (change.Records[0].Kind, change.Records[0].Actor));
    }

    private static ApprovalCommand.BreakGlass Two(string one, string other) => new([one, other], "the house burns");

    private ApprovalChange Apply(ApprovalRequest request, ApprovalCommand command) =>
        ApprovalMachine.Apply(request, command, _requests.Now);
}
