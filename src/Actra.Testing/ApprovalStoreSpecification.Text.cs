using Actra.Approvals;
using Actra.Resolution;
using Xunit;

namespace Actra.Testing;

public abstract partial class ApprovalStoreSpecification
{
    /// <summary>Senders write what they like into ids and headers: NUL, half surrogate pairs, quotes.</summary>
    [SpecificationFact]
    public async Task Senders_may_write_anything()
    {
        const string text = "a\0\"'\\\ud83d é😀";
        var approval = SampleApprovals.Approval(Clock, text, "service\0é");
        approval = approval with { Work = approval.Work with { Endpoint = "queue\0é" }, TraceId = text };
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text };
        var sent = SampleApprovals.Envelope() with { ContentType = "text/\0é", Headers = headers };
        Assert.True((await Store.ParkAsync(approval, sent, None)).Created);
        Assert.False((await Store.ParkAsync(approval, sent, None)).Created);

        var kept = await Store.GetEnvelopeAsync(approval.Id, None);
        Assert.Equal("text/\0é", kept!.ContentType);
        Assert.StartsWith("a\0\"'\\", Assert.Single(kept.Headers).Value, StringComparison.Ordinal);
        Assert.Equal(approval.Id, (await Store.FindAsync(approval.Work.Key, None))?.Id);
        await Lists(new ApprovalQuery { Service = "service\0é", Endpoint = "queue\0é" }, approval.Id);
        await Lists(
            new ApprovalQuery
            {
                Service = text,
                Endpoint = text,
                Action = text,
                After = text,
            }
        );
        Assert.Null(await Store.GetAsync(text, None));
        Assert.Null(await Store.FindAsync(text, None));
        Assert.Null(await Store.GetEnvelopeAsync(text, None));
        Assert.Equal(
            ApprovalOutcome.NotFound,
            (await Store.ChangeAsync(text, new ApprovalCommand.Expire(), None)).Outcome
        );
        await Store.OutboxDoneAsync(text, None);
        await Store.DeferredDoneAsync(text, None);
        var request = await Store.GetAsync(approval.Id, None);
        await Do(request!, new ApprovalCommand.Vote(SampleApprovals.Finance(), false, request!.ShownDigest, text));
        Assert.Single(await Store.OutboxAsync("service\0é", WorkKind.Message, 10, None));
    }
}
