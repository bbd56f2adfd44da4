using System.CommandLine;
using Actra.Approvals;

namespace Actra.Cli.Commands.Notices;

/// <summary><c>actra notices</c>: notices that nobody took.</summary>
internal static class NoticesCommand
{
    public static Command Create(Terminal terminal) =>
        new("notices", "list notices that nobody took, and send them again")
        {
            NoticesListCommand.Create(terminal),
            NoticesReplayCommand.Create(terminal),
        };

    internal static Option<string?> Service() => new("--service") { Description = "of one service only" };

    /// <exception cref="UsageException">The database keeps no notices.</exception>
    internal static INoticeOutbox Of(HostDatabase database) =>
        database.Store.Notices ?? throw new UsageException("this database keeps no notices");
}
