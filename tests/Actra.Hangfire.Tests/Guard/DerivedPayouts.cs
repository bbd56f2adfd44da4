using Actra.Hangfire.Tests.Facts;

namespace Actra.Hangfire.Tests.Guard;

public sealed class DerivedPayouts : Payouts
{
    [ActraExempt("overridden")]
    public override void Pay(string key, int amount, string account) => Recorder.Record(key, $"derived {amount}");
}
