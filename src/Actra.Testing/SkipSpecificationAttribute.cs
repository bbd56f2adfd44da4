namespace Actra.Testing;

/// <summary>
/// Derive an attribute and put it on a class that derives a specification: the facts of the specification are skipped, by name, while it says why. It is asked
/// when tests are discovered.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class SkipSpecificationAttribute : Attribute
{
    /// <summary>Why the specification cannot be tested here, a server that is not there for example; null where it can.</summary>
    public abstract string? Reason { get; }
}
