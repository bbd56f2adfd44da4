using Xunit;
using Xunit.Sdk;

namespace Actra.Testing;

/// <summary>A fact of a specification. A class that derives the specification can have all of them skipped: see <see cref="SkipSpecificationAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Actra.Testing.SpecificationFactDiscoverer", "Actra.Testing")]
public sealed class SpecificationFactAttribute : FactAttribute;
