#pragma warning disable MA0048 // Stand-ins for types of two packages that the engine does not reference.

namespace Hangfire.Server
{
    internal sealed class PerformContext;
}

namespace MassTransit
{
    internal sealed class ConsumeContext;
}
