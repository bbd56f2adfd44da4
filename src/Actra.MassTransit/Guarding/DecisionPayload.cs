using Actra.Guard;

namespace Actra.MassTransit;

/// <summary>Carries the guard's answer to the handler.</summary>
/// <param name="Admission">The answer.</param>
internal sealed record DecisionPayload(Admission Admission);
