using MassTransit;
using MassTransit.Configuration;

namespace Actra.MassTransit;

/// <summary>Puts the guard in front of everything that a bus's endpoints consume.</summary>
internal sealed class GuardSpecification(GuardFilter filter) : IPipeSpecification<ConsumeContext>
{
    public void Apply(IPipeBuilder<ConsumeContext> builder) => builder.AddFilter(filter);

    public IEnumerable<ValidationResult> Validate() => [];
}
