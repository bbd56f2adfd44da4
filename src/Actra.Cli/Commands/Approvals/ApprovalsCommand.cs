using System.CommandLine;
using Actra.Approvals;
using Actra.Storage;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals</c>: requests, and votes on them.</summary>
internal static class ApprovalsCommand
{
    public static Command Create(Terminal terminal) =>
        new("approvals", "list requests for approval, look at one, and vote")
        {
            ApprovalsListCommand.Create(terminal),
            ApprovalsShowCommand.Create(terminal),
            VoteCommand.Create(terminal, approve: true),
            VoteCommand.Create(terminal, approve: false),
        };

    internal static Argument<string> Id() => new("ID") { Description = "the request: apr_…" };

    internal static SqliteApprovalStore Store(SqliteDatabase database) => new(database, TimeProvider.System);

    /// <exception cref="UsageException">There is no such request.</exception>
    internal static async Task<ApprovalRequest> GetAsync(SqliteApprovalStore store, string id) =>
        await store.GetAsync(id, CancellationToken.None) ?? throw new UsageException($"there is no request `{id}`");
}
