using Xunit.Abstractions;
using Xunit.Sdk;

namespace Actra.Testing;

/// <summary>Finds the facts of a specification in the classes that derive it; xunit makes it.</summary>
/// <param name="diagnosticMessageSink">Where xunit wants to be told of problems.</param>
public sealed class SpecificationFactDiscoverer(IMessageSink diagnosticMessageSink)
    : FactDiscoverer(diagnosticMessageSink)
{
    /// <inheritdoc />
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) => new SpecificationTestCase(DiagnosticMessageSink, discoveryOptions, testMethod);
}
