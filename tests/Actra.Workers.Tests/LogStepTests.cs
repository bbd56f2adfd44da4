using Actra.Audit;
using Workers.Running;

namespace Actra.Workers.Tests;

public sealed class LogStepTests
{
    [Theory]
    [InlineData("block", "no rule lets it through; the policy's default is block")]
    [InlineData("allow", "no rule is about it; the policy's default is allow")]
    public void A_decision_by_the_policys_default_says_which_default_it_was(string effect, string reason)
    {
        var step = LogStep.Of(
            new AuditEntry
            {
                Time = DateTimeOffset.UnixEpoch,
                Kind = AuditKind.Decision,
                Service = "workers",
                Effect = effect,
            }
        );

        Assert.Equal(reason, step.Reason);
    }
}
