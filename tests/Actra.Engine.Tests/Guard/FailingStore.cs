using Actra.Approvals;
using Actra.Testing;

namespace Actra.Engine.Tests.Guard;

/// <summary>A store that can be down.</summary>
internal sealed class FailingStore(IApprovalStore kept) : DelegatingApprovalStore
{
    public bool Down { get; set; }

    public int Calls { get; private set; }

    /// <summary>Changes wait for it, where there is one.</summary>
    public Task? Hang { get; set; }

    /// <summary>Set when a change has begun to wait.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when a call has failed.</summary>
    public TaskCompletionSource Failing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many answers of changes get lost on their way.</summary>
    public int AnswersLost { get; set; }

    /// <summary>True where it cannot say what waits.</summary>
    public bool CannotCount { get; set; }

    /// <summary>How often it was asked what waits.</summary>
    public int Counted { get; private set; }

    public override ValueTask<ApprovalBacklog> BacklogAsync(
        string service,
        string requester,
        int cap,
        CancellationToken ct
    )
    {
        Counted++;
        return CannotCount ? throw Failure("the count took too long") : base.BacklogAsync(service, requester, cap, ct);
    }

    public override async ValueTask<ApprovalChange> ChangeAsync(
        string id,
        ApprovalCommand command,
        CancellationToken ct
    )
    {
        if (Hang is { } hang)
        {
            Hanging.TrySetResult();
            await hang;
        }

        var change = await base.ChangeAsync(id, command, ct);
        return AnswersLost-- > 0 ? throw Failure("the answer was lost") : change;
    }

    protected override IApprovalStore Inner
    {
        get
        {
            Calls++;
            return Down ? throw Failure("the store is down") : kept;
        }
    }

    private IOException Failure(string message)
    {
        Failing.TrySetResult();
        return new IOException(message);
    }
}
