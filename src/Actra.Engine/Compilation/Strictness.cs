namespace Actra.Compilation;

/// <summary>How a policy is compiled and evaluated.</summary>
public enum Strictness
{
    /// <summary>What looks like a mistake is an error, and an input that does not fit the schema is blocked. The default.</summary>
    Strict = 0,

    /// <summary>
    /// As the original Actra 0.7.8 answers, fail-open where it is. For comparing with it; what strict refuses is a warning here. Version 2 documents
    /// are read as version 1.
    /// </summary>
    Compatible = 1,
}
