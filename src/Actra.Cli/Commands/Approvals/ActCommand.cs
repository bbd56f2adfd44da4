using System.CommandLine;
using Actra.Approvals;
using Actra.Cli.Approvals;
using Actra.Storage;

namespace Actra.Cli.Commands.Approvals;

/// <summary><c>actra approvals approve|deny|revoke|cancel|replay DB ID --as IDENTITY --key FILE</c>: signs an act and hands it to the request's hosts.</summary>
internal static class ActCommand
{
    public static Command Create(Terminal terminal, VoteAct act)
    {
        var database = new DatabaseArguments();
        var id = ApprovalsCommand.Id();
        id.Arity = ArgumentArity.ZeroOrOne;
        var signature = new SignatureOptions();
        var filter = new RequestFilter();
        var shown = new Option<string?>("--shown")
        {
            Description = "the digest that show printed: it is refused where the request has become another",
            HelpName = "DIGEST",
        };
        var emergency = new Option<bool>("--break-glass")
        {
            Description = "approve alone in an emergency, by a role that the rule names for that; needs --comment",
        };
        var all = new Option<bool>("--all")
        {
            Description = "on all that the filters match, in place of ID; asks before",
        };
        var yes = new Option<bool>("--yes", "-y") { Description = "do not ask" };
        var json = new Option<bool>("--json") { Description = "the answer as one JSON document" };
        var command = new Command(act.ToName(), $"{Describe(act)}; 0 done, 5 refused, 6 no host has answered yet");
        database.AddTo(command);
        command.Add(id);
        signature.AddTo(command);
        command.Add(shown);
        if (act == VoteAct.Approve)
        {
            command.Add(emergency);
        }

        command.Add(all);
        filter.AddTo(command);
        command.Add(yes);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var breaksGlass = act == VoteAct.Approve && parsed.GetValue(emergency);
            var signed = signature.Read(parsed, needsComment: breaksGlass);
            var run = new ActRun(terminal, breaksGlass ? VoteAct.BreakGlass : act, signed, parsed.GetValue(json));
            return parsed.GetValue(all) ? Many(parsed, run, breaksGlass) : One(parsed, run);
        });
        return command;

        int One(ParseResult parsed, ActRun run)
        {
            var one = parsed.GetValue(id) ?? throw new UsageException("name a request, or say --all");
            if (filter.FirstOf(parsed) is { } stray)
            {
                throw new UsageException($"{stray} is for --all, and here a request is named");
            }

            using var opened = database.Open(parsed, readOnly: false);
            return run.OneAsync(opened.Store, one, parsed.GetValue(shown)).GetAwaiter().GetResult();
        }

        int Many(ParseResult parsed, ActRun run, bool breaksGlass)
        {
            if (parsed.GetValue(id) is not null || parsed.GetValue(shown) is not null || breaksGlass)
            {
                throw new UsageException("--all goes without ID, --shown and --break-glass");
            }

            var query = filter.Query(parsed, StatesFor(act), TimeProvider.System.GetUtcNow());
            using var opened = database.Open(parsed, readOnly: false);
            return run.AllAsync(opened.Store, query, parsed.GetValue(yes)).GetAwaiter().GetResult();
        }
    }

    /// <summary>The states in which the act can be done: what --all means where no --state is given.</summary>
    private static IReadOnlyList<ApprovalState> StatesFor(VoteAct act) =>
        act switch
        {
            VoteAct.Revoke =>
            [
                ApprovalState.Approved,
                ApprovalState.Released,
                ApprovalState.Failed,
                ApprovalState.Held,
            ],
            VoteAct.Cancel => [ApprovalState.Pending, ApprovalState.Approved],
            VoteAct.Replay => [ApprovalState.Failed, ApprovalState.Held],
            _ => [ApprovalState.Pending],
        };

    private static string Describe(VoteAct act) =>
        act switch
        {
            VoteAct.Approve => "vote for a request",
            VoteAct.Deny => "vote against a request",
            VoteAct.Revoke => "take an approval back before the handler has started",
            VoteAct.Cancel => "take back what you have asked for yourself",
            _ => "send failed or held work again, while its grant is valid",
        };
}
