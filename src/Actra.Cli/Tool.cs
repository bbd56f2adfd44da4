using System.CommandLine;
using Actra.Cli.Commands;
using Actra.Cli.Commands.Approvals;
using Actra.Cli.Commands.Audit;
using Actra.Cli.Commands.Keys;
using Actra.Cli.Commands.Notices;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Cli;

/// <summary>The command line, from arguments to an exit code.</summary>
internal static class Tool
{
    private const string About = """
        Checks and tries Actra policies, looks through decision logs, tries policies on them, and votes on approvals.

        Exit codes:
          0  done; for eval: allow
          1  the policy does not compile, or check --strict-warnings found a warning; audit verify: the log is broken;
             convert: something cannot be said
          2  the command line or the input cannot be understood
          3  eval: block
          4  eval: require_approval
          5  approvals approve, deny, revoke, cancel, replay: a host refused, one of several with --all
          6  approvals approve, deny, revoke, cancel, replay: no host has answered yet
          7  replay: some decisions would be others
          8  replay: none is known to become another, and of some it cannot be told
          70 an error in the tool itself
        """;

    public static int Run(string[] args, Terminal terminal)
    {
        var root = new RootCommand(About)
        {
            CheckCommand.Create(terminal),
            EvalCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            HashCommand.Create(terminal),
            AuditCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            ApprovalsCommand.Create(terminal),
            NoticesCommand.Create(terminal),
            KeysCommand.Create(terminal),
            ConvertCommand.Create(terminal),
        };
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            Error = terminal.Error,
        };
        try
        {
            var code = parsed.Invoke(configuration);
            return parsed.Errors.Count > 0 ? ExitCodes.BadUsage : code;
        }
        catch (PolicyCompilationException e)
        {
            DiagnosticsPrinter.Print(terminal, e.Diagnostics);
            return ExitCodes.BadPolicy;
        }
        catch (UsageException e)
        {
            terminal.WriteError($"error: {e.Message}");
            return ExitCodes.BadUsage;
        }
        catch (ActraException e)
        {
            terminal.WriteError($"error: {e.Message}");
            return ExitCodes.BadPolicy;
        }
        catch (Exception e)
        {
            terminal.WriteError($"error in actra itself: {e.GetType().Name}: {e.Message}");
            return ExitCodes.Internal;
        }
    }
}
