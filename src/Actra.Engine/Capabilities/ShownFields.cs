namespace Actra.Capabilities;

/// <summary>What an approver is shown of an action: all that the approval is bound to. An approver who does not see the payload cannot answer for it.</summary>
internal static class ShownFields
{
    public static IReadOnlyDictionary<string, string> Of(ActionEvent action)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["action"] = action.Action,
            ["resource"] = action.Resource,
            ["environment"] = action.Environment,
            ["risk"] = action.Risk.ToString(),
        };
        Add("user_role", action.Context.UserRole);
        Add("tenant", action.Context.Tenant);
        Add("table", action.Context.Table);
        foreach (var member in action.Metadata.EnumerateObject())
        {
            Add("metadata." + member.Name, member.Value.ToString());
        }

        return shown;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                shown[name] = value;
            }
        }
    }
}
