namespace Actra.Guard;

/// <summary>Is told of every decision. An exception it throws is logged and breaks nothing.</summary>
public interface IDecisionObserver
{
    /// <summary>A decision was made.</summary>
    /// <param name="decision">The decision and what it was made from.</param>
    void OnDecision(DecisionEvent decision);
}
