using System.Buffers;
using System.Collections.Frozen;
using Actra.Language;
using Actra.Model;

namespace Actra.Evaluation;

/// <summary>A compiled policy: a program for each action. Immutable but for caches, and thread-safe.</summary>
internal sealed class PolicyProgram
{
    private readonly FrozenDictionary<string, ActionProgram> _actions;
    private readonly bool _compatible;
    private readonly int _sharedSlots;

    public PolicyProgram(
        PolicySchema schema,
        IReadOnlyDictionary<string, List<CompiledRule>> rules,
        SharedRules shared,
        int sharedSlots,
        Effect @default,
        string hash,
        bool compatible
    )
    {
        Shared = shared;
        Default = @default;
        Hash = hash;
        _compatible = compatible;
        _sharedSlots = sharedSlots;
        _actions = schema.Actions.Values.ToFrozenDictionary(
            a => a.Name,
            a => new ActionProgram(this, a.Name, rules.GetValueOrDefault(a.Name) ?? [], sharedSlots + a.Fields.Count),
            StringComparer.Ordinal
        );
    }

    public SharedRules Shared { get; }

    public Effect Default { get; }

    public string Hash { get; }

    /// <summary>The program of an action; null where strictly there is none.</summary>
    public ActionProgram? Find(string actionType) =>
        _actions.GetValueOrDefault(actionType)
        ?? (_compatible ? new ActionProgram(this, actionType, [], _sharedSlots) : null);

    public Decision Evaluate(PolicyInput input)
    {
        if (Resolve(input) is not { } program)
        {
            return Undeclared(input.ActionType);
        }

        var rented = ArrayPool<FieldValue>.Shared.Rent(program.SlotCount);
        var slots = rented.AsSpan(0, program.SlotCount);
        try
        {
            return Fill(program, input, slots) ?? program.Decide(program.Match(slots), slots);
        }
        finally
        {
            slots.Clear();
            ArrayPool<FieldValue>.Shared.Return(rented);
        }
    }

    public Explanation Explain(PolicyInput input)
    {
        if (Resolve(input) is not { } program)
        {
            return new Explanation(Undeclared(input.ActionType), []);
        }

        var slots = new FieldValue[program.SlotCount];
        var decision = Fill(program, input, slots);
        return Tracer.Trace(program, Shared, slots, decision);
    }

    /// <summary>What can come of an input of which some fields are open.</summary>
    public PartialDecision EvaluatePartially(PolicyInput input, IReadOnlyDictionary<FieldRef, FieldType> open) =>
        Resolve(input) is { } program
            ? new PartialEvaluation(program, Shared, Default, _compatible).Run(input, open)
            : PartialDecision.Certain(PossibleDecision.InputError);

    /// <summary>The program of an input. The original takes a field named <c>type</c> for the action's type, and an unknown one for no action.</summary>
    private ActionProgram? Resolve(PolicyInput input)
    {
        if (!_compatible)
        {
            return Find(input.ActionType);
        }

        if (!input.Action.TryGet("type", out var type))
        {
            return input.ActionType.Length > 0 ? Find(input.ActionType) : new ActionProgram(this, "", [], _sharedSlots);
        }

        return type.Type == FieldType.String
            ? Find(type.AsString)
            : new ActionProgram(this, input.ActionType, [], _sharedSlots);
    }

    /// <summary>Fills the slots; a decision where the input cannot be judged.</summary>
    private Decision? Fill(ActionProgram program, PolicyInput input, Span<FieldValue> slots)
    {
        if (_compatible)
        {
            SlotLoader.LoadUnchecked(program.Needed, input, slots);
            return null;
        }

        return SlotLoader.Load(program.Needed, input, slots) is { } problems
            ? InputError(program.ActionType, problems)
            : null;
    }

    private Decision Undeclared(string actionType) =>
        InputError(
            actionType,
            [new InputProblem(Codes.UndeclaredAction, null, $"the action `{actionType}` is not declared")]
        );

    private Decision InputError(string actionType, IReadOnlyList<InputProblem> problems) =>
        new()
        {
            Effect = Effect.Block,
            Kind = DecisionKind.InputError,
            ActionType = actionType,
            PolicyHash = Hash,
            Reason = "the input cannot be judged: " + string.Join("; ", problems.Select(p => p.Message)),
            Problems = problems,
        };
}
