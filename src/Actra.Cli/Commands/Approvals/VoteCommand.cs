using System.CommandLine;
using Actra.Approvals;
using Actra.Cli.Approvals;
using Actra.Model;
using Actra.Storage;
using Spectre.Console;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals approve|deny DB ID --as IDENTITY --key FILE</c>: signs a vote and hands it to the request's hosts.</summary>
internal static class VoteCommand
{
    public static Command Create(Terminal terminal, bool approve)
    {
        var database = DatabaseArgument.Create();
        var id = ApprovalsCommand.Id();
        var by = new Option<string>("--as")
        {
            Description = "who votes: an identity that the key may speak for",
            HelpName = "IDENTITY",
            Required = true,
        };
        var key = new Option<string>("--key")
        {
            Description = "the approver's key file, as actra keys new makes it; the host knows the key by AddVoteKey",
            HelpName = "FILE",
            Required = true,
        };
        var comment = new Option<string?>("--comment")
        {
            Description = "what is said with the vote",
            HelpName = "TEXT",
        };
        var shown = new Option<string?>("--shown")
        {
            Description = "the digest that show printed: the vote is refused where the request has become another",
            HelpName = "DIGEST",
        };
        var wait = new Option<string>("--wait")
        {
            Description = "how long to wait for a host's answer, for example 10s; 0s does not wait",
            DefaultValueFactory = _ => "10s",
        };
        var command = new Command(
            approve ? "approve" : "deny",
            $"vote {(approve ? "for" : "against")} a request; 0 the vote counts, 5 it is refused, 6 no host has answered yet"
        )
        {
            database,
            id,
            by,
            key,
            comment,
            shown,
            wait,
        };
        command.SetAction(parsed =>
        {
            var patience = Patience(parsed.GetRequiredValue(wait));
            var signer = Usage.Of(() => ApproverKeyFile.ReadSigner(parsed.GetRequiredValue(key)));
            using var file = DatabaseArgument.Open(parsed.GetRequiredValue(database), readOnly: false);
            var request = ApprovalsCommand
                .GetAsync(ApprovalsCommand.Store(file), parsed.GetRequiredValue(id))
                .GetAwaiter()
                .GetResult();
            var vote = SignedVote.Create(
                signer,
                request.Id,
                parsed.GetRequiredValue(by),
                approve ? VoteAct.Approve : VoteAct.Deny,
                parsed.GetValue(shown) ?? request.ShownDigest,
                parsed.GetValue(comment),
                TimeProvider.System.GetUtcNow()
            );
            return SendAsync(terminal, file, request, vote, patience).GetAwaiter().GetResult();
        });
        return command;
    }

    private static async Task<int> SendAsync(
        Terminal terminal,
        SqliteDatabase file,
        ApprovalRequest request,
        SignedVote vote,
        TimeSpan patience
    )
    {
        terminal.Write(RequestText.Line(request));
        var sender = new VoteSender(new SqliteVoteInbox(file), TimeProvider.System);
        var answer = await sender.SendAsync(request.Work.Service, vote, patience, CancellationToken.None);
        if (answer is null)
        {
            terminal.Write(
                $"no host of {Plain.Text(request.Work.Service)} has answered yet; the vote waits, and `actra approvals show` prints the answer",
                Color.Yellow
            );
            return ExitCodes.NoAnswer;
        }

        terminal.Write(
            $"{(answer.Counted ? "counted" : "refused")}: {Plain.Text(answer.Message)}",
            answer.Counted ? Color.Green : Color.Red
        );
        return answer.Counted ? ExitCodes.Done : ExitCodes.VoteRefused;
    }

    private static TimeSpan Patience(string text) =>
        Durations.TryParse(text, out var patience)
            ? patience
            : throw new UsageException($"--wait `{text}` is no duration; write 10s, 500ms or 1m");
}
