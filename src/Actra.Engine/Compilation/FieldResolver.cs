using Actra.Evaluation;
using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>Finds declared fields, and gives each its slot: the actor's and the snapshot's first, then those of the action.</summary>
internal sealed class FieldResolver
{
    private readonly DocumentContext _document;
    private readonly SchemaSyntax _schema;
    private readonly Dictionary<string, Slot> _actor;
    private readonly Dictionary<string, Slot> _snapshot;
    private readonly Dictionary<string, Dictionary<string, Slot>> _actions = new(StringComparer.Ordinal);

    public FieldResolver(DocumentContext document, SchemaSyntax schema)
    {
        _document = document;
        _schema = schema;
        _actor = Number(schema.Schema.Actor, Domain.Actor, 0);
        _snapshot = Number(schema.Schema.Snapshot, Domain.Snapshot, _actor.Count);
        SharedSlots = _actor.Count + _snapshot.Count;
    }

    /// <summary>How many slots all actions share.</summary>
    public int SharedSlots { get; }

    public Slot? ActorType => _actor.GetValueOrDefault("type");

    /// <summary>The slot of a field that a rule of the scope names; null where there is none, which has then been reported.</summary>
    public Slot? Find(ScopeSyntax? scope, SubjectSyntax subject)
    {
        if (!DomainNames.TryParse(subject.Domain, out var domain))
        {
            _document.Error(
                Codes.UnknownDomain,
                subject.DomainAt,
                $"unknown domain `{subject.Domain}`",
                _document.Suggest(subject.Domain, ["action", "actor", "snapshot"])
            );
            return null;
        }

        return Find(scope, new FieldRef(domain, subject.Field), Codes.UnknownField, subject.FieldAt);
    }

    /// <summary>As above, for a field whose domain is known.</summary>
    public Slot? Find(ScopeSyntax? scope, FieldRef field, string code, Position at)
    {
        if (Candidates(scope, field.Domain) is not { } known || known.TryGetValue(field.Name, out var slot))
        {
            return Candidates(scope, field.Domain)?.GetValueOrDefault(field.Name);
        }

        if (_schema.Damaged)
        {
            return null;
        }

        if (field.Domain == Domain.Action && scope!.Kind != ScopeKind.Action)
        {
            _document.Error(
                code,
                at,
                $"unknown field `{field.Name}`: a rule with the scope `{scope}` cannot read the fields of an action",
                "give the rule the scope of an action"
            );
            return null;
        }

        var owner = field.Domain == Domain.Action ? $"action `{scope!.Name}`" : $"the {field.Domain.ToName()}";
        var hint = field is { Domain: Domain.Action, Name: "type" }
            ? "the action's type is no field: the rule's scope says it"
            : _document.Suggest(field.Name, known.Keys);
        _document.Error(code, at, $"unknown field `{field.Name}` in {owner}", hint);
        return null;
    }

    /// <summary>The fields of a domain as a scope sees them; null where that cannot be said, because the scope is wrong.</summary>
    private Dictionary<string, Slot>? Candidates(ScopeSyntax? scope, Domain domain)
    {
        switch (domain)
        {
            case Domain.Actor:
                return _actor;
            case Domain.Snapshot:
                return _snapshot;
            case Domain.Action when scope is { Kind: ScopeKind.Action, Name: var name }:
                if (!_actions.TryGetValue(name, out var fields))
                {
                    if (!_schema.Schema.Actions.TryGetValue(name, out var action))
                    {
                        return null;
                    }

                    _actions[name] = fields = Number(action.Fields, Domain.Action, SharedSlots);
                }

                return fields;
            default:
                return scope is null ? null : new Dictionary<string, Slot>(StringComparer.Ordinal);
        }
    }

    private static Dictionary<string, Slot> Number(
        IReadOnlyDictionary<string, FieldSchema> fields,
        Domain domain,
        int first
    )
    {
        var slots = new Dictionary<string, Slot>(StringComparer.Ordinal);
        foreach (var field in fields.Values)
        {
            slots[field.Name] = new Slot(
                first + slots.Count,
                new FieldRef(domain, field.Name),
                field.Type,
                field.Default,
                field.Sensitive
            );
        }

        return slots;
    }
}
