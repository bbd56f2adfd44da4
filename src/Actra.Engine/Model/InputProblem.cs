namespace Actra.Model;

/// <summary>Why an input could not be judged: an undeclared action, a missing field, a value of the wrong type.</summary>
/// <param name="Code">A stable code, for example <c>ACT2002</c>.</param>
/// <param name="Field">The field in question; null where the action itself is not declared.</param>
/// <param name="Message">What is wrong, without the value of a sensitive field.</param>
public sealed record InputProblem(string Code, FieldRef? Field, string Message);
