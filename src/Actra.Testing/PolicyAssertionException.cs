namespace Actra.Testing;

/// <summary>A policy does not decide as a test says it should. Any test framework reports it as a failure.</summary>
public sealed class PolicyAssertionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was decided, and why.</param>
    public PolicyAssertionException(string message)
        : base(message) { }
}
