using System.Data.Common;
using Actra.Approvals;
using Actra.Cli.Commands.Approvals;

namespace Actra.Cli.Approvals;

/// <summary>One act, on one request or on many: what is shown is what is signed.</summary>
internal sealed class ActRun(Terminal terminal, VoteAct act, Signature signature, bool json)
{
    /// <param name="store">Where the request is.</param>
    /// <param name="id">The request.</param>
    /// <param name="shown">The digest of what was shown earlier; null for the request as it stands.</param>
    public async Task<int> OneAsync(IApprovalStore store, string id, string? shown)
    {
        var request = await ApprovalsCommand.GetAsync(store, id);
        if (!json)
        {
            terminal.Write(RequestText.Line(request));
        }

        var results = await SendAsync(store, [request], of => shown ?? of.ShownDigest);
        if (json)
        {
            JsonOutput.Write(terminal, results[0].Write, ascii: true);
        }
        else
        {
            results[0].Print(terminal, withId: false);
        }

        return ActResult.ExitCode(results);
    }

    /// <param name="store">Where the requests are.</param>
    /// <param name="query">Which.</param>
    /// <param name="yes">True where nobody is asked.</param>
    /// <exception cref="UsageException">Nobody can be asked, and nobody said yes.</exception>
    public async Task<int> AllAsync(IApprovalStore store, ApprovalQuery query, bool yes)
    {
        if (!yes && (json || !terminal.Asks))
        {
            throw new UsageException("--all asks before it acts, and here nobody can be asked: say --yes");
        }

        var (requests, after) = await RequestPage.ReadAsync(store, query);
        if (!json && requests.Count > 0)
        {
            terminal.Write(RequestTable.Asked(requests));
        }

        if (!json && after is not null)
        {
            terminal.Write($"more match than these {Plain.Number(requests.Count)}: they are left as they are");
        }

        if (requests.Count > 0 && !yes && !Agreed(requests.Count))
        {
            terminal.Write("nothing was done");
            return ExitCodes.Done;
        }

        var results = await SendAsync(store, requests, of => of.ShownDigest);
        Print(results);
        return ActResult.ExitCode(results);
    }

    private bool Agreed(int count)
    {
        var them = count == 1 ? "this request" : $"these {Plain.Number(count)} requests";
        return terminal.Agrees($"{act.ToName()} {them} as {Plain.Text(signature.By)}?");
    }

    private async Task<IReadOnlyList<ActResult>> SendAsync(
        IApprovalStore store,
        IReadOnlyList<ApprovalRequest> requests,
        Func<ApprovalRequest, string> shown
    )
    {
        var inbox = store.Votes ?? throw new UsageException("nothing can be handed in through this database");
        var now = TimeProvider.System.GetUtcNow();
        var acts = requests.Select(of => (of.Work.Service, signature.On(of, act, shown(of), now))).ToList();
        try
        {
            return await new ActSender(inbox, TimeProvider.System).SendAsync(acts, signature.Patience, default);
        }
        catch (DbException e)
        {
            throw new UsageException($"it could not be handed in: {e.Message}");
        }
    }

    private void Print(IReadOnlyList<ActResult> results)
    {
        var sums = new[] { "counted", "refused", "waiting" }
            .Select(name => (Name: name, Count: results.Count(result => ActResult.Name(result.Answer) == name)))
            .ToList();
        if (!json)
        {
            foreach (var result in results)
            {
                result.Print(terminal, withId: true);
            }

            terminal.Write(string.Join(", ", sums.Select(sum => $"{Plain.Number(sum.Count)} {sum.Name}")));
            return;
        }

        JsonOutput.Write(
            terminal,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("results");
                foreach (var result in results)
                {
                    result.Write(writer);
                }

                writer.WriteEndArray();
                foreach (var (name, count) in sums)
                {
                    writer.WriteNumber(name, count);
                }

                writer.WriteEndObject();
            },
            ascii: true
        );
    }
}
