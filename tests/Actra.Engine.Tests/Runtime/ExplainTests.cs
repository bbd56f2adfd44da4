using Actra.Model;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class ExplainTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task An_explanation_names_the_rule_and_what_it_compared_and_tells_no_observer()
    {
        var explanation = await _desk.Runtime().ExplainAsync(new Refund("A", 6000));

        Assert.Equal("big", explanation.Decision.RuleId);
        Assert.Contains("rule `big`", explanation.ToString(), StringComparison.Ordinal);
        Assert.Empty(_desk.Seen);
    }

    [Fact]
    public async Task Named_fields_can_be_explained()
    {
        var explanation = await _desk
            .Runtime()
            .ExplainAsync("refund", new() { { "order_id", "A" }, { "amount", 2000 } });

        Assert.Equal(Effect.RequireApproval, explanation.Decision.Effect);
    }

    [Fact]
    public async Task Explaining_a_call_answers_what_admitting_it_would_with_the_options_of_its_attribute()
    {
        var runtime = _desk.Runtime();
        var desk = new Refunds();

        var explanation = await runtime.ExplainCallAsync<IRefunds>(desk, refunds => refunds.PayBackAsync("A", 6000));
        var behindProxy = await runtime.ExplainCallAsync(
            runtime.Protect<IRefunds>(desk),
            refunds => refunds.PayBackAsync("A", 6000)
        );

        Assert.Equal("refund", explanation.Decision.ActionType);
        Assert.Equal("big", explanation.Decision.RuleId);
        Assert.Equal(explanation.Decision, behindProxy.Decision);
        Assert.Equal(0, desk.Runs);
        Assert.Empty(_desk.Seen);
    }

    [Fact]
    public async Task Explaining_an_exempt_call_says_that_there_is_no_decision()
    {
        var e = await Assert.ThrowsAsync<ActraException>(() =>
            _desk.Runtime().ExplainCallAsync<IRefunds>(new Refunds(), refunds => refunds.Count())
        );

        Assert.Contains("exempt", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expression_that_is_no_call_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            _desk.Runtime().ExplainCallAsync<IRefunds>(new Refunds(), _ => Console.Beep())
        );

    public interface IRefunds
    {
        Task PayBackAsync(string orderId, decimal amount);

        int Count();
    }

    private sealed class Refunds : IRefunds
    {
        public int Runs { get; private set; }

        [Admit("refund", Fields = ["order_id", "amount"])]
        public Task PayBackAsync(string orderId, decimal amount)
        {
            Runs++;
            return Task.CompletedTask;
        }

        [ActraExempt("reads only")]
        public int Count() => Runs;
    }
}
