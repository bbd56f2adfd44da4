using Actra.Resolution;

namespace Actra.Engine.Tests.Resolution;

public class ActionNamesTests
{
    [ActraAction("refund")]
    private class Refund;

    private sealed class PartialRefund : Refund;

    [ActraExempt("only counts")]
    private sealed class Counted : Refund;

    [ActraAction("payout")]
    private interface IPayout;

    private sealed record Payout : IPayout;

    [ActraAction("fast_payout")]
    private interface IFastPayout : IPayout;

    private sealed record FastPayout : IFastPayout;

    [ActraAction("transfer")]
    private interface ITransfer;

    private sealed record Both : IPayout, ITransfer;

    [ActraAction("refund")]
    [ActraExempt("no")]
    private sealed class Contradicting;

    private sealed class Unmarked;

    private interface IJobs
    {
        [ActraAction("from_interface")]
        void Implemented();
    }

    [ActraAction("from_type")]
    private class Jobs : IJobs
    {
        public void Implemented() => _ = this;

        [ActraAction("from_method")]
        public virtual void Own() => _ = this;

        [ActraExempt("reads only")]
        public void Exempt() => _ = this;

        [ActraAction("not_virtual")]
        public void NotVirtual() => _ = this;

        public void Plain() => _ = this;
    }

    private sealed class NightJobs : Jobs
    {
        public override void Own() => _ = this;
    }

    [Theory]
    [InlineData(typeof(Refund), "refund")]
    [InlineData(typeof(PartialRefund), "refund")]
    [InlineData(typeof(IPayout), "payout")]
    [InlineData(typeof(Payout), "payout")]
    [InlineData(typeof(FastPayout), "fast_payout")]
    [InlineData(typeof(Unmarked), null)]
    [InlineData(typeof(Counted), null)]
    public void A_type_has_the_action_of_the_nearest_mark(Type type, string? action) =>
        Assert.Equal(action, ActionNames.Of(type));

    [Fact]
    public void A_nearer_exemption_wins_over_an_inherited_action() =>
        Assert.Equal("only counts", ActionNames.ExemptionOf(typeof(Counted)));

    [Theory]
    [InlineData(typeof(Both), "`payout` and as action `transfer`")]
    [InlineData(typeof(Contradicting), "`refund` and as [ActraExempt]")]
    public void Contradicting_marks_are_an_error(Type type, string said)
    {
        var e = Assert.Throws<ContractException>(() => ActionNames.Of(type));

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Jobs), "Own", "from_method")]
    [InlineData(typeof(NightJobs), "Own", "from_method")]
    [InlineData(typeof(Jobs), "Implemented", "from_interface")]
    [InlineData(typeof(IJobs), "Implemented", "from_interface")]
    [InlineData(typeof(Jobs), "Plain", "from_type")]
    [InlineData(typeof(NightJobs), "Plain", "from_type")]
    [InlineData(typeof(NightJobs), "NotVirtual", "not_virtual")]
    [InlineData(typeof(NightJobs), "Implemented", "from_interface")]
    [InlineData(typeof(Jobs), "Exempt", null)]
    [InlineData(typeof(NightJobs), "Exempt", null)]
    public void A_methods_mark_wins_over_its_types(Type type, string method, string? action) =>
        Assert.Equal(action, ActionNames.Of(type.GetMethod(method)!));

    [Fact]
    public void A_method_may_be_exempt_on_a_type_with_an_action() =>
        Assert.Equal("reads only", ActionNames.ExemptionOf(typeof(Jobs).GetMethod("Exempt")!));
}
