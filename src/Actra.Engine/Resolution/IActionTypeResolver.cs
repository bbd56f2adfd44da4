using System.Reflection;

namespace Actra.Resolution;

/// <summary>
/// Names the action of a contract or method that carries no <see cref="ActraActionAttribute"/>. It sees types and methods and never values: no payload says which
/// action it is.
/// </summary>
public interface IActionTypeResolver
{
    /// <summary>The action; null where this resolver knows none.</summary>
    /// <param name="contract">The contract's type; null where a method is called.</param>
    /// <param name="method">The method; null where a contract is judged.</param>
    string? Resolve(Type? contract, MethodInfo? method);
}
