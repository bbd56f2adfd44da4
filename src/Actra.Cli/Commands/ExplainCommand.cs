using System.CommandLine;
using Actra.Evaluation;
using Actra.Model;
using Spectre.Console;

namespace Actra.Cli.Commands;

/// <summary><c>actra explain DIR --input FILE|-</c>: every rule that was looked at, every comparison with its values.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new PolicyArguments();
        var input = InputOption.Create();
        var command = new Command("explain", "show the rules that were looked at, and each comparison with its values")
        {
            input,
        };
        policy.AddTo(command);
        command.SetAction(parsed =>
        {
            var compiled = policy.Compile(parsed);
            var text = InputOption.Read(parsed.GetRequiredValue(input), terminal);
            Print(terminal, compiled.Explain(InputReader.Read(text, compiled.Schema)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, Explanation explanation)
    {
        var decision = explanation.Decision;
        terminal.Write(decision.ToString(), EvalCommand.ColorOf(decision.Effect));
        foreach (var problem in decision.Problems)
        {
            terminal.Write($"  {problem.Code}: {problem.Message}");
        }

        foreach (var rule in explanation.Rules)
        {
            terminal.Write(
                $"  rule `{rule.RuleId}` ({rule.Scope}), {rule.Effect.ToName()}: {Words(rule.Outcome)}",
                rule.Outcome == RuleOutcome.Matched ? EvalCommand.ColorOf(rule.Effect) : Color.Grey
            );
            foreach (var atom in rule.Outcome == RuleOutcome.NotReached ? [] : rule.Atoms)
            {
                terminal.Write($"    {atom}");
            }
        }
    }

    private static string Words(RuleOutcome outcome) =>
        outcome switch
        {
            RuleOutcome.Matched => "matched",
            RuleOutcome.DidNotMatch => "did not match",
            _ => "not reached",
        };
}
