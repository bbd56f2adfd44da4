using System.CommandLine;
using Actra.Approvals;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals</c>: requests, and what people do with them.</summary>
internal static class ApprovalsCommand
{
    public static Command Create(Terminal terminal) =>
        new("approvals", "list requests for approval, look at one, and vote or act on it")
        {
            ApprovalsListCommand.Create(terminal),
            ApprovalsShowCommand.Create(terminal),
            ActCommand.Create(terminal, VoteAct.Approve),
            ActCommand.Create(terminal, VoteAct.Deny),
            ActCommand.Create(terminal, VoteAct.Revoke),
            ActCommand.Create(terminal, VoteAct.Cancel),
            ActCommand.Create(terminal, VoteAct.Replay),
            BreakGlassCommand.Create(terminal),
        };

    internal static Argument<string> Id() => new("ID") { Description = "the request: apr_…" };

    /// <exception cref="UsageException">There is no such request.</exception>
    internal static async Task<ApprovalRequest> GetAsync(IApprovalStore store, string id) =>
        await store.GetAsync(id, CancellationToken.None) ?? throw new UsageException($"there is no request `{id}`");
}
