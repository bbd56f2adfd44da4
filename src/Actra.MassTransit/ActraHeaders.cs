namespace Actra.MassTransit;

/// <summary>
/// The names of the headers that the guard writes. All start with <c>MT-</c>: MassTransit copies headers of other names from a consumed message into those that its
/// handler sends. None of them proves anything.
/// </summary>
public static class ActraHeaders
{
    /// <summary>The id of the approval in question. On a message that comes in it is only a hint where to look.</summary>
    public const string Approval = "MT-Actra-Approval";

    /// <summary>The sealed statement of who asks. It stays on the message wherever that goes.</summary>
    public const string Actor = "MT-Actra-Actor";

    /// <summary>Who asked, as the decision has it: type and id.</summary>
    public const string Requester = "MT-Actra-Requester";

    /// <summary>Why the message is in the fault queue: one of the codes of <c>AdmissionCodes</c>.</summary>
    public const string Code = "MT-Actra-Code";

    /// <summary>The rule that decided.</summary>
    public const string Rule = "MT-Actra-Rule";

    /// <summary>Why, in words, sensitive values masked.</summary>
    public const string Reason = "MT-Actra-Reason";

    /// <summary>The decision's id in the decision log.</summary>
    public const string DecisionId = "MT-Actra-Decision-Id";

    /// <summary>The hash of the policy that decided.</summary>
    public const string PolicyHash = "MT-Actra-Policy-Hash";

    /// <summary>The generation of the closed request of which this is the copy: sent back to its queue by an operator, it opens a new request.</summary>
    public const string Generation = "MT-Actra-Generation";

    /// <summary>When the message first arrived and how often it was set aside, signed by the host.</summary>
    internal const string Returned = "MT-Actra-Returned";

    /// <summary>What is parked, signed by the host.</summary>
    internal const string Parking = "MT-Actra-Parking";

    /// <summary>The signature over <see cref="Parking"/> and the body.</summary>
    internal const string ParkingSeal = "MT-Actra-Parking-Seal";
}
