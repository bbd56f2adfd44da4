using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Guard;

/// <summary>A store whose rows somebody edits past the state machine, as anybody can who may write into a database.</summary>
internal sealed class EditableStore(TimeProvider clock) : DelegatingApprovalStore
{
    private readonly Dictionary<string, ApprovalRequest> _edited = new(StringComparer.Ordinal);

    protected override IApprovalStore Inner { get; } = new InMemoryApprovalStore(clock, keepsNotices: true);

    public async Task EditAsync(string id, Func<ApprovalRequest, ApprovalRequest> edit) =>
        _edited[id] = edit((await GetAsync(id, CancellationToken.None))!);

    public override async ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        Now(await base.GetAsync(id, ct));

    public override async ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        _edited.Values.Where(request => request.Work.Key == workKey).MaxBy(request => request.Generation)
        ?? await base.FindAsync(workKey, ct);

    public override async ValueTask<ParkResult> ParkAsync(
        NewApproval approval,
        WorkEnvelope? envelope,
        CancellationToken ct
    )
    {
        var newest = await FindAsync(approval.Work.Key, ct);
        if (newest is null || !_edited.ContainsKey(newest.Id))
        {
            return await base.ParkAsync(approval, envelope, ct);
        }

        var result = ApprovalMachine.Park(approval, newest, clock.GetUtcNow());
        _edited[result.Request.Id] = result.Request;
        return result;
    }

    public override ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        if (!_edited.TryGetValue(id, out var request))
        {
            return base.ChangeAsync(id, command, ct);
        }

        var change = ApprovalMachine.Apply(request, command, clock.GetUtcNow());
        _edited[id] = change is { Succeeded: true, Request: { } changed } ? changed : request;
        return ValueTask.FromResult(change);
    }

    private ApprovalRequest? Now(ApprovalRequest? request) =>
        request is null ? null : _edited.GetValueOrDefault(request.Id, request);
}
