using Actra.Evaluation;
using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>The rules of a policy, ready to run.</summary>
/// <param name="OfActions">The rules of each action that has any.</param>
/// <param name="Shared">The rules for actors and the global ones.</param>
/// <param name="SharedSlots">How many slots all actions share.</param>
internal sealed record CompiledRules(
    IReadOnlyDictionary<string, List<CompiledRule>> OfActions,
    SharedRules Shared,
    int SharedSlots
);

/// <summary>Rules as read to rules that run.</summary>
internal sealed class RuleCompiler
{
    private readonly DocumentContext _document;
    private readonly SchemaSyntax _schema;
    private readonly IReadOnlyList<RuleSyntax> _rules;
    private readonly FieldResolver _fields;
    private readonly ConditionCompiler _conditions;
    private readonly Dictionary<string, List<CompiledRule>> _ofActions = new(StringComparer.Ordinal);
    private readonly List<(string, CompiledRule)> _ofActors = [];
    private readonly List<CompiledRule> _global = [];
    private readonly Dictionary<(ScopeKind, string), string> _certain = [];

    public RuleCompiler(DocumentContext document, SchemaSyntax schema, IReadOnlyList<RuleSyntax> rules)
    {
        _document = document;
        _schema = schema;
        _rules = rules;
        _fields = new FieldResolver(document, schema);
        _conditions = new ConditionCompiler(document, _fields);
    }

    public CompiledRules Compile()
    {
        var ids = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var rule in _rules)
        {
            _document.RuleId = rule.Id;
            if (!ids.TryAdd(rule.Id, rule.At) && rule.Id.Length > 0)
            {
                _document.Divergence(
                    Codes.DuplicateRuleId,
                    rule.At,
                    $"there is another rule `{rule.Id}`, on line {ids[rule.Id].Line}"
                );
            }

            CompileRule(rule);
        }

        _document.RuleId = null;
        return new CompiledRules(
            _ofActions,
            new SharedRules(_ofActors, _global, _fields.ActorType),
            _fields.SharedSlots
        );
    }

    private void CompileRule(RuleSyntax rule)
    {
        CheckScope(rule);
        var condition = rule.When is null ? null : _conditions.Compile(rule.Scope, rule.When);
        var reason = rule.Reason is null ? null : CompileReason(rule);
        if (rule.Scope is not { } scope || rule.Effect is not { } effect)
        {
            return;
        }

        CompiledRule Make(int index) =>
            new()
            {
                Id = rule.Id,
                Scope = scope.ToString(),
                Kind = scope.Kind,
                Effect = effect,
                Condition = condition,
                Reason = reason,
                Approval = rule.Approval,
                Index = index,
            };
        WarnUnreached(rule, scope);
        switch (scope.Kind)
        {
            case ScopeKind.Action:
                if (!_ofActions.TryGetValue(scope.Name, out var list))
                {
                    _ofActions[scope.Name] = list = [];
                }

                list.Add(Make(list.Count));
                break;
            case ScopeKind.Actor when !_document.Compatible:
                _ofActors.Add((scope.Name, Make(_ofActors.Count + _global.Count)));
                break;
            case ScopeKind.Global:
                _global.Add(Make(_ofActors.Count + _global.Count));
                break;
        }
    }

    private void CheckScope(RuleSyntax rule)
    {
        switch (rule.Scope)
        {
            case { Kind: ScopeKind.Action, Name: var name } scope
                when !_schema.Schema.Actions.ContainsKey(name) && !_schema.Damaged:
                _document.Error(
                    Codes.UnknownAction,
                    scope.At,
                    $"unknown action `{name}`",
                    _document.Suggest(name, [.. _schema.Schema.Actions.Keys])
                );
                break;
            case { Kind: ScopeKind.NotGlobal } scope:
                _document.Error(
                    Codes.InvalidScope,
                    scope.At,
                    "`global: false` is no scope",
                    "write `{ action: name }`, `{ actor: type }` or `{ global: true }`"
                );
                break;
            case { Kind: ScopeKind.Actor } scope when _document.Compatible:
                _document.Warning(Codes.ActorScope, scope.At, "a rule with the scope of an actor is never evaluated");
                break;
            case { Kind: ScopeKind.Actor } scope
                when _fields.ActorType is not { Type: FieldType.String or FieldType.None } && !_schema.Damaged:
                _document.Error(
                    Codes.ActorScope,
                    scope.At,
                    "a rule with the scope of an actor needs the field `type` of the actor, a string",
                    "declare it in the schema: `actor: { fields: { type: string } }`"
                );
                break;
        }
    }

    private void WarnUnreached(RuleSyntax rule, ScopeSyntax scope)
    {
        if (_certain.TryGetValue((scope.Kind, scope.Name), out var id))
        {
            _document.Warning(
                Codes.NeverReached,
                rule.At,
                $"the rule is never reached: `{id}` before it always matches"
            );
        }
        else if (rule.Unconditional)
        {
            _certain.Add((scope.Kind, scope.Name), rule.Id);
        }
    }

    private ReasonTemplate? CompileReason(RuleSyntax rule)
    {
        var pieces = new List<ReasonPiece>();
        foreach (var part in rule.Reason!.Parts)
        {
            if (part.Field is not { } field)
            {
                pieces.Add(new ReasonPiece(part.Text, null));
            }
            else if (field is { Domain: Domain.Action, Name: "type" })
            {
                pieces.Add(new ReasonPiece(null, null));
            }
            else if (_fields.Find(rule.Scope, field, Codes.BadReason, rule.Reason.At) is { } slot)
            {
                pieces.Add(new ReasonPiece(null, slot));
            }
        }

        return new ReasonTemplate(pieces);
    }
}
