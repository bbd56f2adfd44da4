using Actra.Capabilities;

namespace Actra.Engine.Tests.Capabilities;

/// <summary>Judges an action by a policy, without stores.</summary>
internal static class Judging
{
    public static string Answer(string policy, ActionEvent action)
    {
        var answer = CapabilityPolicy.FromString(policy).Judge(ActionFactsBuilder.Of(action));
        return answer.Verdict switch
        {
            RuleVerdict.Allow => "allow",
            RuleVerdict.Warn => "warn",
            RuleVerdict.RequireApproval => "ask",
            RuleVerdict.Deny => "deny",
            _ => "default",
        };
    }

    public static string Answer(string policy, object? payload) =>
        Answer(policy, ActionEvent.Create("agent", "x", "r", payload: payload));
}
