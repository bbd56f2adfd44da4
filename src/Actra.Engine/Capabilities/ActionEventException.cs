using Actra.Model;

namespace Actra.Capabilities;

/// <summary>An event says something that it may not say. Nothing has been decided, and nothing may run.</summary>
public sealed class ActionEventException : ActraException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, in CapFence's words where it refuses the same.</param>
    /// <param name="innerException">Its cause, if any.</param>
    public ActionEventException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
