using Actra.Compilation;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Guard;

/// <summary>Makes what a policy judges from a piece of work: reads its fields, resolves actor and snapshot once, adds the facts that nobody can choose.</summary>
internal sealed class InputBuilder(ActraResolvers resolvers, ActraPipelines pipelines, TimeProvider clock)
{
    /// <summary>True where some resolver may want services.</summary>
    public bool HasResolvers => resolvers.Actor is not null || resolvers.Snapshots.Count > 0;

    /// <summary>Resolves who asks. A frozen identity stays what it was when the work parked; only its attributes are resolved afresh.</summary>
    public async ValueTask<(Actor Actor, ActorIdentity Identity)> ActorAsync(
        WorkItem item,
        ActorIdentity? frozen,
        IServiceProvider? services,
        CancellationToken ct
    )
    {
        var known = frozen ?? item.Identity;
        Actor actor;
        if (resolvers.Actor is null)
        {
            actor = known is null ? Actor.Anonymous : Actor.From(known);
        }
        else
        {
            var evidence = new ActorEvidence
            {
                Kind = item.Kind,
                Endpoint = item.Endpoint,
                ActionTypes = [.. item.Actions.Select(action => action.ActionType)],
                Identity = known,
                Headers = item.Headers,
                Contract = item.Actions.Count == 1 && item.Kind == WorkKind.Message ? item.Actions[0].Contract : null,
                Context = item.Context,
                Services = services,
            };
            actor = await ResolveAsync(
                "the actor resolver",
                pipelines.Actor,
                (resolvers.Actor, evidence),
                static (s, token) => s.Actor(s.evidence.Services).ResolveAsync(s.evidence, token),
                ct
            );
            if (actor is null)
            {
                throw new ActraException(
                    "the actor resolver returned null; Actor.Anonymous says that nobody can be named"
                );
            }
        }

        if (frozen is not null)
        {
            var attributes = actor.Attributes;
            actor = Actor.From(frozen);
            foreach (var (name, value) in attributes)
            {
                actor = actor.With(name, value);
            }

            return (actor, frozen);
        }

        return (
            actor,
            actor.Id is null
                ? ActorIdentity.Anonymous
                : new ActorIdentity(actor.Id, actor.Type, actor.Tenant, SourceOf(actor.Id, item))
        );
    }

    /// <summary>Makes the input for one action; null with a rejection where a snapshot resolver says that the work can never be judged.</summary>
    public async ValueTask<(PolicyInput? Input, SnapshotRejection? Rejection)> InputAsync(
        WorkItem item,
        WorkAction action,
        ActraPolicy policy,
        Actor actor,
        ActorIdentity identity,
        IServiceProvider? services,
        CancellationToken ct
    )
    {
        var fields = action.Reader.Read(action.Contract);
        var writer = new SnapshotWriter();
        if (resolvers.Snapshots.Count > 0)
        {
            var request = new ActionRequest
            {
                ActionType = action.ActionType,
                Fields = fields,
                Actor = actor,
                Needs = policy.NeededFields(action.ActionType),
                Kind = item.Kind,
                Endpoint = item.Endpoint,
                Facts = item.Facts,
                Contract = item.Kind == WorkKind.Message ? action.Contract : null,
                Context = item.Context,
                Services = services,
            };
            foreach (var registration in resolvers.Snapshots)
            {
                if (registration.Actions?.Contains(action.ActionType) == false)
                {
                    continue;
                }

                writer = await SnapshotAsync(registration, request, writer, ct);
                if (writer.Rejection is { } rejection)
                {
                    return (null, rejection);
                }
            }
        }

        AddFacts(writer.Fields, policy.Schema, item);
        return (new PolicyInput(action.ActionType, fields, actor.ToFields(identity.Source), writer.Fields), null);
    }

    private ValueTask<SnapshotWriter> SnapshotAsync(
        SnapshotRegistration registration,
        ActionRequest request,
        SnapshotWriter before,
        CancellationToken ct
    ) =>
        ResolveAsync(
            "a snapshot resolver",
            pipelines.Snapshot,
            (registration, request, before),
            static async (state, token) =>
            {
                // A fresh writer for each attempt: what a failed attempt wrote must not shine through.
                var writer = new SnapshotWriter();
                foreach (var (name, value) in state.before.Fields)
                {
                    writer.Fields[name] = value;
                }

                await state.registration.Resolver(state.request.Services).ResolveAsync(state.request, writer, token);
                return writer;
            },
            ct
        );

    private static async ValueTask<T> ResolveAsync<TState, T>(
        string who,
        Polly.ResiliencePipeline pipeline,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> call,
        CancellationToken ct
    )
    {
        try
        {
            return await ActraPipelines.RunAsync(pipeline, state, call, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            throw new ActraException($"{who} failed: {e.Message}", e);
        }
    }

    private static ActorSource SourceOf(string id, WorkItem item) =>
        item.Identity is { } known && known.Id == id ? known.Source
        : item.Kind == WorkKind.Call ? ActorSource.Host
        : ActorSource.Asserted;

    private void AddFacts(FieldMap snapshot, PolicySchema schema, WorkItem item)
    {
        var now = clock.GetUtcNow();
        Fact("attempt", FieldValue.Of((double)item.Facts.Attempt));
        Fact("enqueued_at", item.Facts.EnqueuedAt is { } sent ? FieldValue.Of(sent) : default);
        Fact(
            "age",
            item.Facts.EnqueuedAt is { } since ? FieldValue.Of(now > since ? now - since : TimeSpan.Zero) : default
        );
        Fact("endpoint", FieldValue.Of(item.Endpoint));
        Fact("source", FieldValue.Of(item.Facts.Source));
        Fact("now", FieldValue.Of(now));

        void Fact(string name, FieldValue value)
        {
            if (value.HasValue && schema.Snapshot.TryGetValue(name, out var declared) && declared.Type == value.Type)
            {
                snapshot[name] = value;
            }
        }
    }
}
