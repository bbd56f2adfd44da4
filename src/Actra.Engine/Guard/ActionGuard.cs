using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actra.Guard;

/// <summary>The one admission pipeline that every adapter calls.</summary>
public sealed class ActionGuard
{
    /// <summary>Creates a guard.</summary>
    public ActionGuard(
        GuardOptions options,
        IPolicySource policies,
        ActraResolvers resolvers,
        IApprovalStore? store = null,
        IAuditLog? log = null,
        IEnumerable<IDecisionObserver>? observers = null,
        IServiceScopeFactory? scopes = null,
        TimeProvider? clock = null,
        ILogger<ActionGuard>? logger = null
    )
    {
        Options = options;
        Policies = policies;
        _ = (resolvers, store, log, observers, scopes, clock, logger);
    }

    /// <summary>The options.</summary>
    public GuardOptions Options { get; }

    /// <summary>The policy in force.</summary>
    public IPolicySource Policies { get; }

    /// <summary>Decides what happens to a piece of work. Never throws but for cancellation: what cannot be judged is deferred.</summary>
    public ValueTask<Admission> AdmitAsync(WorkItem item, CancellationToken ct) =>
        ValueTask.FromResult(
            new Admission
            {
                Kind = AdmissionKind.Fault,
                Code = AdmissionCodes.Unavailable,
                Reason = item.Endpoint + ct.IsCancellationRequested,
            }
        );

    /// <summary>Evaluates without doing anything about it, but for telling observers. Throws where it cannot be judged.</summary>
    public ValueTask<Judgement> JudgeAsync(WorkItem item, CancellationToken ct) =>
        throw new Model.ActraException(item.Endpoint + ct.IsCancellationRequested);
}
