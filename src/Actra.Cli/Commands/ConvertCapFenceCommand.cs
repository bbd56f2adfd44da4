using System.CommandLine;
using Actra.Capabilities;
using Spectre.Console;

namespace Actra.Cli.Commands;

/// <summary><c>actra convert capfence FILE --output DIR</c>: a capability policy as schema, policy and, where it extends others, governance.</summary>
internal static class ConvertCapFenceCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "the capability policy; what it extends is followed" };
        var output = new Option<string>("--output", "-o")
        {
            Description = "the directory to write to, made where there is none; a policy in it is never overwritten",
            HelpName = "DIR",
            Required = true,
        };
        var partial = new Option<bool>("--partial")
        {
            Description = "block what cannot be said, and warn of it, instead of failing",
        };
        var command = new Command("capfence", "convert a capability policy of CapFence") { file, output, partial };
        command.SetAction(parsed =>
            Run(terminal, parsed.GetRequiredValue(file), parsed.GetRequiredValue(output), parsed.GetValue(partial))
        );
        return command;
    }

    private static int Run(Terminal terminal, string file, string folder, bool partial)
    {
        var original = CapabilityPolicy.FromFile(file);
        var converted = original.ToVersion2(partial);
        var written = PolicyFolderWriter.WriteNew(folder, converted);
        DiagnosticsPrinter.Print(terminal, [.. original.Warnings, .. converted.Warnings]);
        terminal.Write(
            $"ok: {DiagnosticsPrinter.Count(converted.Compiled.Rules.Count, "rule")} in {folder}: {string.Join(", ", written)}",
            Color.Green
        );
        return ExitCodes.Done;
    }
}
