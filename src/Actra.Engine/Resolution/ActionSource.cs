using System.Reflection;

namespace Actra.Resolution;

/// <summary>What an action is built from: a contract, or a method and its arguments.</summary>
/// <param name="ActionType">The action's name in the schema.</param>
/// <param name="Contract">The contract; null for a method.</param>
/// <param name="Method">The method; null for a contract.</param>
/// <param name="Arguments">The method's arguments in the order of its parameters; empty for a contract.</param>
/// <param name="Context">What the context resolver returned.</param>
public sealed record ActionSource(
    string ActionType,
    object? Contract,
    MethodInfo? Method,
    IReadOnlyList<object?> Arguments,
    object? Context
);
