namespace Actra.Capabilities;

/// <summary>A condition of a rule.</summary>
internal interface ICondition
{
    /// <summary>Its key in the document.</summary>
    string Key { get; }

    Match Test(ActionFacts facts);
}
