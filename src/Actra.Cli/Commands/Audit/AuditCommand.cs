using System.CommandLine;

namespace Actra.Cli.Commands.Audit;

/// <summary><c>actra audit</c>: the decision log.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal) =>
        new("audit", "look through a decision log")
        {
            AuditVerifyCommand.Create(terminal),
            AuditTailCommand.Create(terminal),
            AuditExportCommand.Create(terminal),
        };
}
