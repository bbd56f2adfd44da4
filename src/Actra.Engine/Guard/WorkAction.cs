using Actra.Resolution;

namespace Actra.Guard;

/// <summary>One action that a piece of work asks for.</summary>
/// <param name="ActionType">The action's name in the schema: from the contract's type or the job's method, never from a payload.</param>
/// <param name="Reader">Reads its fields.</param>
/// <param name="Contract">What the reader reads: the message, or an <c>object?[]</c> of arguments.</param>
public readonly record struct WorkAction(string ActionType, IFieldReader Reader, object Contract);
