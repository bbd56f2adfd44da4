namespace Actra.Model;

/// <summary>A group of approvers: so many votes by people who hold one of these roles.</summary>
/// <param name="Roles">The roles of which an approver holds at least one. Not empty.</param>
/// <param name="Count">How many approvers are needed; at least 1.</param>
public sealed record ApprovalGroup(IReadOnlyList<string> Roles, int Count);
