using Actra.Approvals;
using Actra.Audit;

namespace Actra.Guard;

/// <summary>What the guard needs to know about its host. Every time is more than zero; validated when the guard is built.</summary>
public sealed class GuardOptions
{
    /// <summary>The service's name: part of the identity of work, and of queue names. Letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public string ServiceName { get; set; } = "";

    /// <summary>What applies where a rule says nothing about approvals.</summary>
    public ApprovalDefaults Approvals { get; } = new();

    /// <summary>How much may wait for approval.</summary>
    public ApprovalLimits Limits { get; } = new();

    /// <summary>
    /// Holds tenants apart: the action's field, or else the actor's tenant, that says whose a request is. Only approvers of that tenant see and decide it; work
    /// whose tenant nobody can say, or that belongs to more than one, is not parked but faulted.
    /// </summary>
    /// <value>Null: tenants are not held apart.</value>
    public string? TenantField { get; set; }

    /// <summary>How long a claim lasts unless renewed; it is renewed at a third of it.</summary>
    /// <value>60 seconds.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long released work may take to be claimed before it is sent again.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan ReleaseTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time budget of one actor or snapshot resolution, retries included.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan ResolverTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The delay before work that could not be judged is looked at again; it doubles with every attempt, up to <see cref="LongestDefer"/>.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan FirstDefer { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest such delay.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan LongestDefer { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether plain allows wait for their record.</summary>
    /// <value><see cref="AuditDurability.BestEffort"/>: blocks, parkings, votes and approved runs always wait.</value>
    public AuditDurability AuditAllows { get; set; } = AuditDurability.BestEffort;

    /// <summary>The identity of this process as a holder of leases.</summary>
    /// <value>Machine name, process id and a random part.</value>
    public string Owner { get; set; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">Some option is out of range; the message names each.</exception>
    public void Validate()
    {
        var wrong = new List<string>();
        if (
            ServiceName.Length is 0 or > 100
            || !ServiceName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        )
        {
            wrong.Add("ServiceName must have 1 to 100 letters, digits, `-`, `_` or `.`");
        }

        if (
            Limits is not { PendingPerService: > 0, PendingPerRequester: > 0, Bytes: > 0 }
            || Limits.OldestPending <= TimeSpan.Zero
        )
        {
            wrong.Add("every limit must be more than zero");
        }

        if (TenantField is not null && string.IsNullOrWhiteSpace(TenantField))
        {
            wrong.Add("TenantField must be a field's name, or null");
        }

        foreach (
            var (name, value) in new[]
            {
                (nameof(Lease), Lease),
                (nameof(ReleaseTimeout), ReleaseTimeout),
                (nameof(ResolverTimeout), ResolverTimeout),
                (nameof(FirstDefer), FirstDefer),
                (nameof(LongestDefer), LongestDefer),
                ("Approvals.Expires", Approvals.Expires),
                ("Approvals.ValidFor", Approvals.ValidFor),
            }
        )
        {
            if (value <= TimeSpan.Zero)
            {
                wrong.Add($"{name} must be more than zero");
            }
        }

        if (wrong.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", wrong));
        }
    }
}
