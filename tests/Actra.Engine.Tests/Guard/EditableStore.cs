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
        Now(await base.FindAsync(workKey, ct));

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
