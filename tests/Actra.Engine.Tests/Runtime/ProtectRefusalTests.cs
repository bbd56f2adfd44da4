using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class ProtectRefusalTests
{
    private readonly ActraRuntime _runtime = new(Desk.Policy);

    [Fact]
    public void All_methods_that_cannot_be_guarded_are_listed_when_the_proxy_is_made()
    {
        var e = Assert.Throws<ContractException>(() => _runtime.Protect<IWrong>(new Wrong()));

        Assert.Equal(
            [
                "`Unmarked` has neither [Admit], [Audit] nor [ActraExempt]",
                "`ByRef` has ref or out parameters, or returns by ref",
                "`Generic` is generic: its fields cannot be known beforehand",
                "`Stream` returns a stream, which would be read after the decision",
                "`Twice` has more than one of [Admit], [Audit] and [ActraExempt]",
                "`Refunt`, action `refunt`: the policy declares no such action: did you mean `refund`?",
                "`Lacking`, action `refund`: field `amount` (number) has no parameter: the nearest is `amonut`",
            ],
            e.Problems
        );
        Assert.Equal("Wrong", e.Contract);
    }

    [Fact]
    public void A_type_that_is_exempt_needs_no_marks_on_its_methods()
    {
        var quiet = _runtime.Protect<IQuiet>(new Quiet());

        Assert.Equal(5, quiet.Five());
    }

    [Fact]
    public void Only_interfaces_can_be_protected() =>
        Assert.Throws<ArgumentException>(() => _runtime.Protect(new Wrong()));

    public interface IQuiet
    {
        int Five();
    }

    [ActraExempt("reads only")]
    private sealed class Quiet : IQuiet
    {
        public int Five() => 5;
    }

    public interface IWrong
    {
        void Unmarked();

        [ActraExempt("no")]
        void ByRef(out int amount);

        [Admit("refund")]
        void Generic<T>(string orderId, T amount);

        [Admit("refund")]
        IAsyncEnumerable<int> Stream(string orderId, decimal amount);

        [Admit("refund")]
        [Audit("refund")]
        void Twice(string orderId, decimal amount);

        [Admit]
        void Refunt(string orderId, decimal amount);

        [Admit("refund")]
        void Lacking(string orderId, decimal amonut);
    }

    private sealed class Wrong : IWrong
    {
        public void Unmarked() => _ = this;

        public void ByRef(out int amount) => amount = 0;

        public void Generic<T>(string orderId, T amount) => _ = this;

        public IAsyncEnumerable<int> Stream(string orderId, decimal amount) => AsyncEnumerable.Empty<int>();

        public void Twice(string orderId, decimal amount) => _ = this;

        public void Refunt(string orderId, decimal amount) => _ = this;

        public void Lacking(string orderId, decimal amonut) => _ = this;
    }
}
