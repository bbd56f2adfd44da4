using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Capabilities;

/// <summary>
/// Asks for approval of exactly one action, and uses an approval up. Two equal actions share a request while it is open; an approval lets one of them run.
/// </summary>
internal sealed class ActionApprovals(
    CapabilityPolicy policy,
    ActionRuntimeOptions options,
    StoreAccess store,
    string owner
)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly NewActionApproval _requests = new(policy, options);
    private readonly GrantSealer? _sealer = options.Keys is null ? null : new GrantSealer(options.Keys);

    public async ValueTask<ApprovalAnswer> AskAsync(
        ActionEvent action,
        string capability,
        string? rule,
        CancellationToken ct
    )
    {
        var digest = ActionDigest.Of(action, capability);
        var work = new ApprovalWork(WorkKind.Call, options.ServiceName, capability, digest, digest);
        var request = await store.FindAsync(work.Key, ct);
        for (var round = 0; round < 4; round++)
        {
            if (request is null || MayAskAgain(request))
            {
                if (await RefusalAsync(action, ct) is { } why)
                {
                    return new ApprovalAnswer(ApprovalStanding.NotAsked, why);
                }

                var approval = _requests.Make(action, work, capability, rule, request);
                request = await store.ParkAsync(_sealer?.Seal(approval) ?? approval, ct);
                return new ApprovalAnswer(ApprovalStanding.Waiting, request.Id);
            }

            if (await StandingAsync(request, rule, ct) is { } standing)
            {
                return new ApprovalAnswer(standing, request.Id);
            }

            request = await store.FindAsync(work.Key, ct);
        }

        throw new ActraException("the request for this action keeps changing");
    }

    /// <summary>Why nobody can be asked; null where somebody can.</summary>
    private async ValueTask<string?> RefusalAsync(ActionEvent action, CancellationToken ct)
    {
        if (options.TenantsApart && string.IsNullOrWhiteSpace(action.Context.Tenant))
        {
            return ExecutionReasons.TenantUnknown;
        }

        var cap = Math.Max(options.Limits.PendingPerService, options.Limits.PendingPerRequester);
        var backlog = await store.BacklogAsync(options.ServiceName, action.Actor, cap, ct);
        return options.Limits.Exceeded(backlog, options.Clock.GetUtcNow()) is null
            ? null
            : ExecutionReasons.ApprovalBacklog;
    }

    private bool MayAskAgain(ApprovalRequest request) =>
        request.IsClosed && (request.State != ApprovalState.Denied || request.ExpiresAt <= options.Clock.GetUtcNow());

    /// <summary>Where a request leaves its action; null where it changed, and must be read again.</summary>
    private async ValueTask<ApprovalStanding?> StandingAsync(
        ApprovalRequest request,
        string? rule,
        CancellationToken ct
    )
    {
        var now = options.Clock.GetUtcNow();
        switch (request.State)
        {
            case ApprovalState.Denied:
                return ApprovalStanding.Denied;
            case ApprovalState.Pending when request.ExpiresAt <= now:
            case ApprovalState.Approved or ApprovalState.Released when request.GrantIsOver(now):
            case ApprovalState.Failed or ApprovalState.Held when request.GrantIsOver(now):
                return await CloseAsync(request, new ApprovalCommand.Expire(), ct);
            case ApprovalState.Executing when request.LeaseUntil <= now:
                return await CloseAsync(request, new ApprovalCommand.LoseLease(), ct);
            case ApprovalState.Approved or ApprovalState.Released:
                return request.Asked.Any(asked => asked.RuleId == rule)
                    ? await UseAsync(request, ct)
                    : await CloseAsync(
                        request,
                        new ApprovalCommand.Supersede(ApprovalId.For(request.Work.Key, request.Generation + 1)),
                        ct
                    );
            default:
                return ApprovalStanding.Waiting;
        }
    }

    /// <summary>Claims the approval and closes it at once: whether the action then succeeds is the caller's affair, and it needs a new approval to run again.</summary>
    private async ValueTask<ApprovalStanding?> UseAsync(ApprovalRequest request, CancellationToken ct)
    {
        if (_sealer?.Grants(request) == false)
        {
            return await RefuseForgedAsync(request, ct);
        }

        var claim = await store.ChangeAsync(request.Id, new ApprovalCommand.Claim(owner, Lease), ct);
        if (!claim.Succeeded)
        {
            return null;
        }

        if (_sealer?.Grants(claim.Request!) == false)
        {
            return await CloseAsync(
                request,
                new ApprovalCommand.PutBack(claim.Request!.FencingToken),
                CancellationToken.None
            );
        }

        var used = await store.ChangeAsync(
            request.Id,
            new ApprovalCommand.Complete(claim.Request!.FencingToken),
            CancellationToken.None
        );
        return used.Succeeded ? ApprovalStanding.Approved : null;
    }

    /// <summary>Approved by somebody who can write into the store and has no key: closed, and asked for anew.</summary>
    private async ValueTask<ApprovalStanding?> RefuseForgedAsync(ApprovalRequest request, CancellationToken ct)
    {
        var reason = GrantSealer.NoSeal(request);
        var change = await store.ChangeAsync(request.Id, new ApprovalCommand.Block(reason), ct);
        if (change.Succeeded)
        {
            var record = new AuditEntry
            {
                Time = options.Clock.GetUtcNow(),
                Kind = AuditKind.Refused,
                Service = options.ServiceName,
                WorkKind = "call",
                Endpoint = request.Work.Endpoint,
                Action = request.Asked[0].ActionType,
                ApprovalId = request.Id,
                Reason = reason,
                Detail = AdmissionCodes.GrantForged,
            };
            await store.RecordAsync([record], written: false);
        }

        return null;
    }

    private async ValueTask<ApprovalStanding?> CloseAsync(
        ApprovalRequest request,
        ApprovalCommand command,
        CancellationToken ct
    )
    {
        await store.ChangeAsync(request.Id, command, ct);
        return null;
    }
}
