using System.Data.Common;
using Actra.Approvals;
using Actra.Cli.Commands.Approvals;
using Spectre.Console;

namespace Actra.Cli.Approvals;

/// <summary>Two people approve straight in the database. Their keys prove that both were there; who they are is as sure as the file that registers the keys.</summary>
/// <param name="terminal">Where it is shown and asked.</param>
/// <param name="people">The two.</param>
/// <param name="comment">What the emergency is.</param>
/// <param name="sealer">The host's keys; null where none were given.</param>
/// <param name="registered">Whose keys are whose; null where that is not known.</param>
internal sealed class BreakGlassRun(
    Terminal terminal,
    IReadOnlyList<Signature> people,
    string comment,
    GrantSealer? sealer,
    VoteKeys? registered
)
{
    /// <exception cref="UsageException">The request or the keys cannot be used, or nobody can be asked and nobody said yes.</exception>
    public async Task<int> RunAsync(HostDatabase database, string id, bool yes)
    {
        if (!yes && !terminal.Asks)
        {
            throw new UsageException("break-glass asks before it acts, and here nobody can be asked: say --yes");
        }

        var request = await ApprovalsCommand.GetAsync(database.Store, id);
        if (request.Seal is not null && sealer is null)
        {
            throw new UsageException(
                $"a host with keys has parked `{id}`: it believes nothing without --keys, its key file"
            );
        }

        CheckKeys(request);
        foreach (var line in RequestText.Lines(request, []))
        {
            terminal.Write(line);
        }

        if (
            !yes
            && !terminal.Agrees(
                $"approve this past all groups, as {Plain.Text(people[0].By)} and {Plain.Text(people[1].By)}?"
            )
        )
        {
            terminal.Write("nothing was done");
            return ExitCodes.Done;
        }

        return Print(await ChangeAsync(await database.StoreForChangesAsync(), id));
    }

    private void CheckKeys(ApprovalRequest request)
    {
        if (people[0].Key.KeyId == people[1].Key.KeyId)
        {
            throw new UsageException("both people have the same key, and two are needed");
        }

        if (registered is null)
        {
            terminal.Write("whose keys these are was not checked: no --approvers", Color.Yellow);
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        foreach (var person in people)
        {
            var proof = person.On(request, VoteAct.BreakGlass, request.ShownDigest, now);
            if (!registered.Verify(proof, now, TimeSpan.MaxValue, out var by, out var refusal))
            {
                throw new UsageException(refusal);
            }

            if (!by.MaySee(request))
            {
                throw new UsageException($"`{person.By}` speaks for another tenant than that of `{request.Id}`");
            }
        }
    }

    private async Task<ApprovalChange> ChangeAsync(IApprovalStore store, string id)
    {
        var command = new ApprovalCommand.BreakGlass(
            [.. people.Select(person => person.By)],
            $"{comment} (keys {string.Join(", ", people.Select(person => person.Key.KeyId))})"
        )
        {
            Sealer = sealer,
        };
        try
        {
            return await store.ChangeAsync(id, command, CancellationToken.None);
        }
        catch (DbException e)
        {
            throw new UsageException($"it could not be written: {e.Message}");
        }
    }

    private int Print(ApprovalChange change)
    {
        if (!change.Succeeded)
        {
            terminal.Write($"refused: {Plain.Text(change.Message)}", Color.Red);
            return ExitCodes.ActRefused;
        }

        terminal.Write(
            $"`{change.Request!.Id}` is approved, and recorded as an emergency; a host of {Plain.Text(change.Request.Work.Service)} sends the work",
            Color.Green
        );
        return ExitCodes.Done;
    }
}
