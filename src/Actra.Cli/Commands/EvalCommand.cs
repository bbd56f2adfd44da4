using System.CommandLine;
using Actra.Model;
using Spectre.Console;

namespace Actra.Cli.Commands;

/// <summary><c>actra eval DIR --input FILE|-</c>: what the policy says about one input.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal)
    {
        var policy = new PolicyArguments();
        var input = InputOption.Create();
        var json = new Option<bool>("--json") { Description = "print the decision as JSON" };
        var command = new Command(
            "eval",
            "judge one input; the exit code says what was decided: 0 allow, 3 block, 4 require_approval"
        )
        {
            input,
            json,
        };
        policy.AddTo(command);
        command.SetAction(parsed =>
        {
            var compiled = policy.Compile(parsed);
            var text = InputOption.Read(parsed.GetRequiredValue(input), terminal);
            var decision = compiled.Evaluate(InputReader.Read(text, compiled.Schema));
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(terminal, writer => DecisionJson.Write(writer, decision));
            }
            else
            {
                Print(terminal, decision);
            }

            return CodeOf(decision.Effect);
        });
        return command;
    }

    internal static Color ColorOf(Effect effect) =>
        effect switch
        {
            Effect.Allow => Color.Green,
            Effect.RequireApproval => Color.Yellow,
            _ => Color.Red,
        };

    private static int CodeOf(Effect effect) =>
        effect switch
        {
            Effect.Allow => ExitCodes.Done,
            Effect.RequireApproval => ExitCodes.RequireApproval,
            _ => ExitCodes.Block,
        };

    private static void Print(Terminal terminal, Decision decision)
    {
        terminal.Write(decision.ToString(), ColorOf(decision.Effect));
        foreach (var problem in decision.Problems)
        {
            terminal.Write($"  {problem.Code}: {problem.Message}");
        }
    }
}
