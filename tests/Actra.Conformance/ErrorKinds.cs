using Actra.Language;

namespace Actra.Conformance;

/// <summary>Our diagnostics as the original's kinds of errors.</summary>
internal static class ErrorKinds
{
    /// <summary>The kind of the first error; the original stops at it. Null where there is no error.</summary>
    public static string? First(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } first ? Of(first) : null;

    private static string Of(Diagnostic diagnostic) =>
        diagnostic.Code switch
        {
            Codes.UnknownAction => "UnknownAction",
            Codes.InvalidScope => "InvalidScope",
            Codes.UnknownField => "UnknownField",
            Codes.UnknownDomain => "UnknownDomain",
            Codes.UnknownOperator => "UnknownOperator",
            Codes.TooFewConditions => "InvalidLogicalCondition",
            Codes.TypeMismatch => "TypeMismatch",
            Codes.OperatorForType => "InvalidOperatorForType",
            Codes.GovernanceViolation => "Governance",
            _ => diagnostic.File switch
            {
                "schema.yaml" => "SchemaParse",
                "policy.yaml" => "PolicyParse",
                _ => "GovernanceParse",
            },
        };
}
