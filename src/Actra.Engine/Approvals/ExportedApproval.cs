namespace Actra.Approvals;

/// <summary>What is kept about one thing that somebody asked for.</summary>
/// <param name="Request">The request, with its votes.</param>
/// <param name="Work">The work; null where it is not kept, or not any more.</param>
public sealed record ExportedApproval(ApprovalRequest Request, WorkEnvelope? Work);
