namespace Actra.Approvals;

/// <summary>Tells somebody what happens to requests: by mail, chat, webhook. Told at least once, in no fixed order; a notice's id tells repetitions apart. Thread-safe.</summary>
public interface IApprovalNotifier
{
    /// <summary>Its name, which stays the same over restarts: the outbox keeps by it who was told.</summary>
    string Name { get; }

    /// <summary>Tells. What throws is tried again later.</summary>
    ValueTask NotifyAsync(ApprovalNotice notice, CancellationToken ct);
}
