using Actra.Audit;
using Actra.Compilation;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.Logging;

namespace Actra.Guard;

/// <summary>Tells the world of decisions: observers, metrics and the decision log.</summary>
internal sealed class DecisionRecorder(
    GuardOptions options,
    AuditWriter? log,
    IReadOnlyList<IDecisionObserver> observers,
    SensitiveMask mask,
    TimeProvider clock,
    ILogger logger
)
{
    public void Observe(WorkItem item, Judgement judgement)
    {
        var kind = NameOf(item.Kind);
        for (var i = 0; i < judgement.Decisions.Count; i++)
        {
            var decision = judgement.Decisions[i];
            if (ActraTelemetry.Decisions.Enabled)
            {
                ActraTelemetry.Decisions.Add(
                    1,
                    new("kind", kind),
                    new("action", decision.ActionType),
                    new("effect", decision.Effect.ToName())
                );
            }

            foreach (var observer in observers)
            {
                try
                {
                    observer.OnDecision(
                        new DecisionEvent(
                            decision,
                            judgement.Inputs[i],
                            judgement.Actor,
                            item.Kind,
                            item.Endpoint,
                            clock.GetUtcNow(),
                            judgement.Duration
                        )
                    );
                }
                catch (Exception e)
                {
                    Log.ObserverFailed(logger, e);
                }
            }
        }

        if (ActraTelemetry.DecisionDuration.Enabled)
        {
            ActraTelemetry.DecisionDuration.Record(
                judgement.Duration.TotalSeconds,
                new KeyValuePair<string, object?>("kind", kind)
            );
        }
    }

    /// <summary>Records the decisions about a piece of work. Where they let it run on their own, the host's durability for plain allows applies; else they are durable when this returns.</summary>
    public async ValueTask<string?> RecordAsync(
        WorkItem item,
        Judgement judgement,
        string? approvalId,
        bool plainAllow,
        CancellationToken ct
    )
    {
        if (log is null)
        {
            return null;
        }

        var id = "dec_" + Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        for (var i = 0; i < judgement.Decisions.Count; i++)
        {
            var decision = judgement.Decisions[i];
            var recorded = RecordedInput.Of(judgement.Policy, judgement.Inputs[i], mask);
            var entry = Entry(item, AuditKind.Decision, judgement.Actor) with
            {
                DecisionId = id,
                Action = decision.ActionType,
                Effect = decision.Effect.ToName(),
                Rule = decision.RuleId,
                Reason = decision.Reason,
                PolicyHash = decision.PolicyHash,
                ApprovalId = approvalId,
                Inputs = recorded.Texts,
                InputTypes = recorded.Types,
                Duration = judgement.Duration,
            };
            await log.WriteAsync(entry, plainAllow ? options.AuditAllows : AuditDurability.Required, ct);
        }

        return id;
    }

    /// <summary>Records something about a piece of work that is no decision of a policy; durable when this returns.</summary>
    public ValueTask RecordAsync(
        WorkItem item,
        AuditKind kind,
        ActorIdentity actor,
        string code,
        string reason,
        string? approvalId,
        CancellationToken ct
    ) =>
        log is null
            ? ValueTask.CompletedTask
            : log.WriteAsync(
                Entry(item, kind, actor) with
                {
                    Action = item.Actions.Count > 0 ? item.Actions[0].ActionType : null,
                    Reason = reason,
                    Detail = code,
                    ApprovalId = approvalId,
                },
                AuditDurability.Required,
                ct
            );

    /// <summary>Records that work could not be judged now, as well as may be: a log that is down is one of the reasons.</summary>
    public async ValueTask RecordDeferralAsync(WorkItem item, Admission admission)
    {
        if (log is null)
        {
            return;
        }

        try
        {
            var entry = Entry(item, AuditKind.Deferred, item.Identity ?? ActorIdentity.Anonymous) with
            {
                Action = item.Actions.Count > 0 ? item.Actions[0].ActionType : null,
                Reason = admission.Reason,
                Detail = admission.Code,
            };
            await log.WriteAsync(entry, AuditDurability.BestEffort, CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The host is stopping; the work stays on its queue or is set aside all the same.
        }
    }

    /// <summary>The fields that an approver is shown: the declared fields of the action, sensitive ones masked.</summary>
    public IReadOnlyDictionary<string, string> ShownFields(ActraPolicy policy, PolicyInput input)
    {
        var declared = policy.Schema.Actions.GetValueOrDefault(input.ActionType)?.Fields;
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in input.Action)
        {
            if (declared is not null && declared.TryGetValue(name, out var field))
            {
                shown[name] = field.Sensitive ? SensitiveMask.Hidden : value.ToString();
            }
        }

        return shown;
    }

    internal static string NameOf(WorkKind kind) =>
        kind switch
        {
            WorkKind.Job => "job",
            WorkKind.Call => "call",
            _ => "message",
        };

    private AuditEntry Entry(WorkItem item, AuditKind kind, ActorIdentity actor) =>
        new()
        {
            Time = clock.GetUtcNow(),
            Kind = kind,
            Service = options.ServiceName,
            WorkKind = NameOf(item.Kind),
            Endpoint = item.Endpoint,
            WorkId = item.WorkId,
            Actor = actor.Id.Length == 0 ? null : actor.Id,
            ActorSource = actor.Source.ToString().ToLowerInvariant(),
        };
}
