using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>That something happened to a request, for those who want to be told: approvers, requester, other systems. Sensitive fields are masked as for approvers.</summary>
public sealed record ApprovalNotice
{
    /// <summary>The notice's own id, the same however often it is sent.</summary>
    public required string Id { get; init; }

    /// <summary>What happened: one of <see cref="ApprovalEvents"/>.</summary>
    public required string Event { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The request.</summary>
    public required string ApprovalId { get; init; }

    /// <summary>The service whose work it is.</summary>
    public required string Service { get; init; }

    /// <summary>The tenant, where the host holds tenants apart.</summary>
    public string? Tenant { get; init; }

    /// <summary>What the work is.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>The queue or endpoint of the work.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The work's own id.</summary>
    public required string WorkId { get; init; }

    /// <summary>What is asked; requirements say whose votes are needed.</summary>
    public required IReadOnlyList<AskedAction> Asked { get; init; }

    /// <summary>Who asks.</summary>
    public required ActorIdentity Requester { get; init; }

    /// <summary>The state that the request has since.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>Whose doing it was, if a person's or a worker's.</summary>
    public string? By { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Comment { get; init; }

    /// <summary>When votes end.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the grant ends; null until approved.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What a voter has to name: <see cref="ApprovalRequest.ShownDigest"/>.</summary>
    public required string ShownDigest { get; init; }

    /// <summary>True where it is kept even by a store whose writer has nobody to tell: an emergency always reaches the notifiers of whatever host comes next.</summary>
    public bool IsAlwaysKept => Event == ApprovalEvents.BreakGlass;

    internal static ApprovalNotice Of(ApprovalRequest request, string name, string? by, string? comment) =>
        new()
        {
            Id = $"{request.Id}.{request.Version}.{name}",
            Event = name,
            At = request.ChangedAt,
            ApprovalId = request.Id,
            Service = request.Work.Service,
            Tenant = request.Tenant,
            Kind = request.Work.Kind,
            Endpoint = request.Work.Endpoint,
            WorkId = request.Work.WorkId,
            Asked = request.Asked,
            Requester = request.Requester,
            State = request.State,
            By = by,
            Comment = comment,
            ExpiresAt = request.ExpiresAt,
            ValidUntil = request.ValidUntil,
            ShownDigest = request.ShownDigest,
        };
}
