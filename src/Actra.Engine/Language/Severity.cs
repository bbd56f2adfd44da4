namespace Actra.Language;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>The policy compiles, and probably says something else than was meant.</summary>
    Warning = 0,

    /// <summary>The policy does not compile.</summary>
    Error = 1,
}
