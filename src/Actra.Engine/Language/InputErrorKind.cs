namespace Actra.Language;

/// <summary>Why a JSON text is no input.</summary>
public enum InputErrorKind
{
    /// <summary>It is not JSON.</summary>
    JsonSyntax = 0,

    /// <summary>One of <c>action</c>, <c>actor</c> and <c>snapshot</c> is missing.</summary>
    MissingDomain,

    /// <summary>The input, or a domain, is not an object.</summary>
    DomainNotMap,

    /// <summary>A domain is there twice.</summary>
    DuplicateDomain,

    /// <summary>A value is null, a list or an object.</summary>
    UnsupportedValue,

    /// <summary>A number is larger than a double can be, or an integer does not fit one exactly.</summary>
    NumberOutOfRange,

    /// <summary>A field is there twice.</summary>
    DuplicateField,

    /// <summary>There is a member beside the three domains.</summary>
    UnknownMember,

    /// <summary><c>action.type</c> is missing, or no string.</summary>
    ActionType,
}
