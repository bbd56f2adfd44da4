using System.Reflection;

namespace Actra.Runtime;

/// <summary>One method of a protected implementation.</summary>
/// <param name="Implementation">The method that runs.</param>
/// <param name="Mode">What happens before it runs.</param>
/// <param name="Action">The action it stands for; empty where it is exempt.</param>
/// <param name="Fields">The only parameters that are fields; null for all.</param>
/// <param name="Endpoint">The interface and the method, for records and people.</param>
internal sealed record ProtectedMethod(
    MethodInfo Implementation,
    ProtectionMode Mode,
    string Action,
    IReadOnlyList<string>? Fields,
    string Endpoint
)
{
    public AdmitOptions Options { get; } = new() { Endpoint = Endpoint };

    private ReturnShape Shape { get; } = ReturnShape.Of(Implementation.ReturnType);

    public CallWork ToWork(CallFactory calls, object?[] arguments) =>
        calls.OfMethod(Action, Implementation, Fields, arguments);

    /// <summary>Runs a call as its attributes say.</summary>
    public object? Invoke(CallFactory calls, CallGate gate, object target, MethodInfo called, object?[] arguments)
    {
        if (Mode == ProtectionMode.Exempt)
        {
            return Body();
        }

        var ct = arguments.OfType<CancellationToken>().FirstOrDefault();
        return Shape.Run(Enter, Body);

        async Task Enter()
        {
            if (Mode == ProtectionMode.Audit)
            {
                await gate.ShadowAsync(() => ToWork(calls, arguments), Options, ct);
            }
            else
            {
                await gate.EnterAsync(ToWork(calls, arguments), Options, ct);
            }
        }

        object? Body() => called.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
