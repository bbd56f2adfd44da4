using System.Text.Json;
using Actra.Approvals;
using Spectre.Console;

namespace Actra.Cli.Approvals;

/// <summary>What became of an act that was handed in.</summary>
/// <param name="Service">The service whose hosts take it.</param>
/// <param name="Act">The act.</param>
/// <param name="InboxId">Its id in the inbox; null where it could not be handed in.</param>
/// <param name="Answer">The host's answer; null where none came in time.</param>
internal sealed record ActResult(string Service, SignedVote Act, string? InboxId, VoteAnswer? Answer)
{
    /// <summary><c>counted</c>, <c>refused</c> or <c>waiting</c>.</summary>
    public static string Name(VoteAnswer? answer) =>
        answer switch
        {
            null => "waiting",
            { Counted: true } => "counted",
            _ => "refused",
        };

    public void Print(Terminal terminal, bool withId)
    {
        var message =
            Answer?.Message
            ?? $"no host of {Service} has answered yet; `actra approvals show` prints the answer when there is one";
        Color colour = Answer switch
        {
            null => Color.Yellow,
            { Counted: true } => Color.Green,
            _ => Color.Red,
        };
        terminal.Write(
            $"{(withId ? $"{Plain.Text(Act.ApprovalId)}  " : "")}{Name(Answer)}: {Plain.Text(message)}",
            colour
        );
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Act.ApprovalId);
        writer.WriteString("act", Act.Act.ToName());
        writer.WriteString("by", Act.ApproverId);
        writer.WriteString("key", Act.KeyId);
        writer.WriteString("inbox_id", InboxId);
        writer.WriteString("result", Name(Answer));
        writer.WriteString("message", Answer?.Message);
        writer.WriteEndObject();
    }

    /// <summary>The exit code of all: one that was refused outweighs those that wait.</summary>
    public static int ExitCode(IReadOnlyCollection<ActResult> results) =>
        results.Any(result => result.Answer is { Counted: false }) ? ExitCodes.ActRefused
        : results.Any(result => result.Answer is null) ? ExitCodes.NoAnswer
        : ExitCodes.Done;
}
