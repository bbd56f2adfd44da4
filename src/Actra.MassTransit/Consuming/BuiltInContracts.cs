using MassTransit;
using MassTransit.Contracts.JobService;
using MassTransit.Courier.Contracts;

namespace Actra.MassTransit;

/// <summary>
/// MassTransit's own contracts. They are let through, but for those that carry contents of the application: a way round the guard unless these are judged.
/// </summary>
internal static class BuiltInContracts
{
    public static bool IsLetThrough(Type type) =>
        IsFramework(type) && !type.IsGenericType && type != typeof(StartJob) && type != typeof(RoutingSlip);

    /// <summary>Why a contract of MassTransit needs a decision of its own; null where the contract is the application's.</summary>
    public static string? WhyNot(Type type) =>
        !IsFramework(type) ? null
        : type == typeof(StartJob) ? "it starts a job and carries the job's contents"
        : type == typeof(RoutingSlip) ? "it runs an activity and carries the activity's arguments"
        : "it carries a message of the application";

    private static bool IsFramework(Type type) =>
        type.Assembly.GetName().Name is "MassTransit" or "MassTransit.Abstractions" or "MassTransit.RabbitMqTransport";
}
