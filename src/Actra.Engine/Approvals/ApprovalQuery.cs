using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Which requests are wanted: all conditions that are set must hold. Newest first.</summary>
public sealed record ApprovalQuery
{
    /// <summary>The service; null for all.</summary>
    public string? Service { get; init; }

    /// <summary>The states; null for all.</summary>
    public IReadOnlyList<ApprovalState>? States { get; init; }

    /// <summary>What the work is; null for all.</summary>
    public WorkKind? Kind { get; init; }

    /// <summary>The endpoint; null for all.</summary>
    public string? Endpoint { get; init; }

    /// <summary>An action asked for; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Who asks, in any spelling of the identity; null for all.</summary>
    public string? Requester { get; init; }

    /// <summary>The tenant; null for all, whatever their tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Parked at this time or later; null for all.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Parked before this time; null for all.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Beginnings of words that must all stand in it: see <see cref="SearchText"/>; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>How many, from 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Goes on after this request of an earlier page.</summary>
    public string? After { get; init; }

    /// <summary>The most that one page holds.</summary>
    public const int LongestPage = 1000;

    /// <summary>True where a request meets all conditions; the page is not looked at.</summary>
    public bool Matches(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (Service is null || string.Equals(Service, request.Work.Service, StringComparison.Ordinal))
            && (States is null || States.Contains(request.State))
            && (Kind is null || Kind == request.Work.Kind)
            && (Endpoint is null || string.Equals(Endpoint, request.Work.Endpoint, StringComparison.Ordinal))
            && (
                Action is null
                || request.Asked.Any(asked => string.Equals(asked.ActionType, Action, StringComparison.Ordinal))
            )
            && (
                Requester is null
                || string.Equals(
                    Approver.Normalize(Requester),
                    Approver.Normalize(request.Requester.Id),
                    StringComparison.Ordinal
                )
            )
            && (Tenant is null || string.Equals(Tenant, request.Tenant, StringComparison.Ordinal))
            && (CreatedFrom is null || request.CreatedAt >= CreatedFrom)
            && (CreatedBefore is null || request.CreatedAt < CreatedBefore)
            && (Text is null || SearchText.Matches(request, Text));
    }
}
