using Actra.Compilation;
using Actra.Guard;
using Actra.Model;

namespace Actra.Hosting;

/// <summary>Rules that ask for approval without saying whose need the host's default: version 1 rules cannot say it.</summary>
internal sealed class ApprovalRequirementCheck(GuardOptions options) : IPolicyCheck
{
    public IEnumerable<string> Check(ActraPolicy policy)
    {
        if (options.Approvals.Requirement is not null)
        {
            yield break;
        }

        var askers = policy
            .Rules.Where(rule => rule is { Effect: Effect.RequireApproval, Approval: null })
            .Select(rule => $"`{rule.Id}`")
            .ToList();
        if (policy.Default == Effect.RequireApproval)
        {
            askers.Add("the policy's default");
        }

        if (askers.Count > 0)
        {
            var shown = string.Join(", ", askers.Take(5)) + (askers.Count > 5 ? ", …" : "");
            yield return $"what asks for approval without saying whose ({shown}) needs Approvals.Requirement in the host's options";
        }
    }
}
