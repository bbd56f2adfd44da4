using Actra.Model;

namespace Actra.Language;

/// <summary>A JSON text is no input.</summary>
public sealed class PolicyInputException : ActraException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">Why it is none.</param>
    /// <param name="code">The stable code.</param>
    /// <param name="message">What is wrong. Values of fields are not repeated.</param>
    public PolicyInputException(InputErrorKind kind, string code, string message)
        : base(message)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>Why it is none.</summary>
    public InputErrorKind Kind { get; }

    /// <summary>The stable code, for example <c>ACT2104</c>.</summary>
    public string Code { get; }
}
