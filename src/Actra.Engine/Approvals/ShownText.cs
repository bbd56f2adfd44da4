using Actra.Model;

namespace Actra.Approvals;

/// <summary>What an approver is shown, in canonical form.</summary>
internal static class ShownText
{
    public static CanonicalWriter Of(ApprovalRequest request)
    {
        var text = new CanonicalWriter("actra/shown/1")
            .Add(request.Id)
            .Add(request.Work.Key)
            .Add(request.Requester.Id)
            .Add(request.Requester.Type)
            .Add(request.Requester.Tenant)
            .Add((long)request.Requester.Source)
            .Add((long)request.Asked.Count);
        foreach (var asked in request.Asked)
        {
            text.Add(asked.ActionType).Add(asked.RuleId).Add(asked.Reason).Add((long)asked.Fields.Count);
            foreach (var (name, value) in asked.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                text.Add(name).Add(value);
            }
        }

        return text;
    }
}
