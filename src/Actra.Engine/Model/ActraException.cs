namespace Actra.Model;

/// <summary>Something in Actra went wrong: a resolver, a builder, a store, a policy. The work in question has not run.</summary>
public class ActraException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ActraException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong.</param>
    public ActraException(string message)
        : base(message) { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">Its cause.</param>
    public ActraException(string message, Exception? innerException)
        : base(message, innerException) { }
}
