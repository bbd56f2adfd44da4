using System.Diagnostics.CodeAnalysis;
using Actra.MassTransit;

namespace MassTransit;

/// <summary>Reads the guard's answer out of faults.</summary>
public static class ActraFaultExtensions
{
    /// <summary>What the guard said about the request; false where the fault is somebody else's.</summary>
    /// <param name="exception">What the request client threw.</param>
    /// <param name="fault">The guard's answer.</param>
    public static bool TryGetActraFault(this RequestFaultException exception, [NotNullWhen(true)] out ActraFault? fault)
    {
        ArgumentNullException.ThrowIfNull(exception);
        fault = null;
        return exception.Fault is { } inner && inner.TryGetActraFault(out fault);
    }

    /// <summary>What the guard said about the message; false where the fault is somebody else's.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="actra">The guard's answer.</param>
    public static bool TryGetActraFault(this Fault fault, [NotNullWhen(true)] out ActraFault? actra)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var data = fault
            .Exceptions?.Select(exception => exception.Data)
            .FirstOrDefault(found => Text(found, ActraFault.CodeKey) is not null);
        actra = data is null
            ? null
            : new ActraFault(
                Text(data, ActraFault.CodeKey)!,
                Text(data, ActraFault.RuleKey),
                Text(data, ActraFault.ReasonKey),
                Text(data, ActraFault.ApprovalKey),
                Text(data, ActraFault.PolicyHashKey)
            );
        return actra is not null;
    }

    private static string? Text(IDictionary<string, object>? data, string key) =>
        data is not null && data.TryGetValue(key, out var value) ? value?.ToString() : null;
}
