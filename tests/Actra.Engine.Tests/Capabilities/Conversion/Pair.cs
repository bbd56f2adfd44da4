using Actra.Capabilities;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Engine.Tests.Capabilities.Conversion;

/// <summary>A capability policy and what it was converted to.</summary>
internal sealed class Pair
{
    private readonly CapabilityPolicy _original;
    private readonly ActraPolicy _converted;

    public Pair(string text, bool partial = false)
        : this(CapabilityPolicy.FromString(text), partial) { }

    public Pair(CapabilityPolicy original, bool partial = false)
    {
        _original = original;
        var converted = original.ToVersion2(partial);
        Text = converted.Policy;
        Warnings = converted.Warnings.Count;
        _converted = converted.Compiled;
    }

    public string Text { get; }

    public int Warnings { get; }

    /// <summary>What the original decides.</summary>
    public Effect Original(ActionEvent action) =>
        _original.Judge(ActionFactsBuilder.Of(action)).Verdict switch
        {
            RuleVerdict.Allow or RuleVerdict.Warn => Effect.Allow,
            RuleVerdict.RequireApproval => Effect.RequireApproval,
            _ => Effect.Block,
        };

    /// <summary>What the converted policy decides; null where the event is too much in doubt to be judged.</summary>
    public Effect? Converted(ActionEvent action)
    {
        try
        {
            var decision = _converted.Evaluate(action.ToInput());
            return decision.Kind == DecisionKind.InputError ? null : decision.Effect;
        }
        catch (ActionEventException)
        {
            return null;
        }
    }
}
