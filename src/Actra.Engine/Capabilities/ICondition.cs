using Actra.Capabilities.Conversion;

namespace Actra.Capabilities;

/// <summary>A condition of a rule.</summary>
internal interface ICondition
{
    /// <summary>Its key in the document.</summary>
    string Key { get; }

    /// <summary>How it is said in version 2 of the language; null where it cannot be.</summary>
    Wording? Wording => null;

    Match Test(ActionFacts facts);
}
