using System.Diagnostics.CodeAnalysis;
using Actra.Guard;
using Actra.Hangfire.Tests.Facts;
using Actra.Model;
using Hangfire;
using Hangfire.Server;

namespace Actra.Hangfire.Tests.Guard;

[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Hangfire makes an instance.")]
[ActraAction("payout")]
public class Payouts
{
    public virtual void Pay(string key, int amount, string account) => Recorder.Record(key, $"{amount} to {account}");

    public void PayInjected(string key, [FromParameter("Injected")] int amount) => Recorder.Record(key, $"{amount}");

    public void PayOrder(string key, PayoutOrder order) => Recorder.Record(key, $"{order.Amount} to {order.Account}");

    public void PayWithoutAmount(string key) => Recorder.Record(key, "nothing");

    public void PayWithContext(string key, int amount, PerformContext context) =>
        Recorder.Record(
            key,
            $"{amount} {context.GetActraDecision()?.RuleId} {context.GetActraApprovalId() is not null}"
        );

    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [0], LogEvents = false)]
    public void PayAtThirdAttempt(string key, int amount)
    {
        Recorder.Record(key, $"{amount}");
        if (Recorder.Of(key).Count < 3)
        {
            throw new InvalidOperationException("not yet");
        }
    }

    [AutomaticRetry(Attempts = 0, LogEvents = false)]
    public void PayInVain(string key, int amount)
    {
        Recorder.Record(key, $"{amount}");
        throw new InvalidOperationException("out of order");
    }

    public void PayWhatPolicyForbids(string key, int amount)
    {
        Recorder.Record(key, $"{amount}");
        throw new ActraPolicyException(
            "refund",
            new Admission
            {
                Kind = AdmissionKind.Fault,
                Code = AdmissionCodes.Blocked,
                Reason = "not today",
            }
        );
    }

    public void PayWhenReleased(string key, int amount)
    {
        Recorder.Record(key, "started");
        Gates.Of(key).Wait(TimeSpan.FromSeconds(20));
        Recorder.Record(key, $"{amount}");
    }

    public void PayUntilCancelled(string key, int amount, CancellationToken token)
    {
        Recorder.Record(key, $"{amount}");
        token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        Recorder.Record(key, token.IsCancellationRequested ? "cancelled" : "not cancelled");
        token.ThrowIfCancellationRequested();
    }

    [ActraExempt("tells nobody anything")]
    public void Nothing(string key) => Recorder.Record(key, "nothing");

    [Queue("attributed")]
    public void PayOnAttributedQueue(string key, int amount) => Recorder.Record(key, $"{amount}");
}
