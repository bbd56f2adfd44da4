namespace Actra.Guard;

/// <summary>What the adapter has to do with a piece of work. The zero value runs nothing.</summary>
public enum AdmissionKind
{
    /// <summary>Move it to the fault queue, whole, with the reason; tell a requester.</summary>
    Fault = 0,

    /// <summary>Hand it to its handler, once. Where <see cref="Admission.Lease"/> is set, tell the lease how it ended.</summary>
    Run = 1,

    /// <summary>Move it to the parking queue (or write <see cref="Admission.Approval"/> to the store); tell a requester that approval is pending.</summary>
    Park = 2,

    /// <summary>Set it aside and look again after <see cref="Admission.Delay"/>: it could not be judged, or another worker holds it.</summary>
    Defer = 3,

    /// <summary>Drop it: a duplicate of approved work that has run, or of a parked copy the store already has. The drop is recorded.</summary>
    Drop = 4,
}
