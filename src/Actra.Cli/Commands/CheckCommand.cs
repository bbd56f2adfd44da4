using System.CommandLine;
using Actra.Compilation;
using Actra.Language;
using Spectre.Console;

namespace Actra.Cli.Commands;

/// <summary><c>actra check DIR</c>: compiles a policy and says all that is wrong with it.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new PolicyArguments();
        var strict = new Option<bool>("--strict-warnings") { Description = "a warning fails the check too" };
        var json = new Option<bool>("--json") { Description = "print the diagnostics as JSON on standard output" };
        var command = new Command("check", "compile a policy and show what is wrong with it") { strict, json };
        policy.AddTo(command);
        command.SetAction(parsed => Run(terminal, policy, parsed, parsed.GetValue(strict), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, PolicyArguments arguments, ParseResult parsed, bool strict, bool json)
    {
        ActraPolicy? policy = null;
        IReadOnlyList<Diagnostic> diagnostics;
        try
        {
            policy = arguments.Compile(parsed);
            diagnostics = policy.Warnings;
        }
        catch (PolicyCompilationException e)
        {
            diagnostics = e.Diagnostics;
        }

        if (json)
        {
            JsonOutput.Write(terminal, writer => DiagnosticsJson.Write(writer, policy, diagnostics));
        }
        else
        {
            DiagnosticsPrinter.Print(terminal, diagnostics);
            if (policy is not null)
            {
                terminal.Write(
                    $"ok: version {policy.Version}, {DiagnosticsPrinter.Count(policy.Rules.Count, "rule")}, "
                        + $"{DiagnosticsPrinter.Count(policy.Schema.Actions.Count, "action")}, hash {policy.Hash}",
                    Color.Green
                );
            }
        }

        return policy is null || (strict && diagnostics.Count > 0) ? ExitCodes.BadPolicy : ExitCodes.Done;
    }
}
