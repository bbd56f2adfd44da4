using Xunit.Abstractions;
using Xunit.Sdk;

namespace Actra.Testing;

/// <summary>A fact of a specification in one class that derives it: skipped where that class says so.</summary>
public sealed class SpecificationTestCase : XunitTestCase
{
    /// <summary>For xunit, which fills it from what it has stored.</summary>
    [Obsolete("Called by the deserializer of xunit.")]
    public SpecificationTestCase() { }

    internal SpecificationTestCase(
        IMessageSink diagnosticMessageSink,
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod
    )
        : base(
            diagnosticMessageSink,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod
        ) { }

    /// <inheritdoc />
    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
        ?? TestMethod
            .TestClass.Class.GetCustomAttributes(typeof(SkipSpecificationAttribute).AssemblyQualifiedName)
            .Select(attribute => attribute.GetNamedArgument<string?>(nameof(SkipSpecificationAttribute.Reason)))
            .FirstOrDefault(reason => reason is not null);
}
