using Actra.Model;

namespace Actra.Resolution;

/// <summary>Builds an action's fields from a call, in place of the readers of contracts and arguments.</summary>
public interface IActionResolver
{
    /// <summary>
    /// The fields; null leaves them to the reader. What the schema does not declare is left out, and so is a field called <c>type</c>. An exception means that the call
    /// cannot be judged: it does not run.
    /// </summary>
    FieldMap? Resolve(ActionSource source);
}
