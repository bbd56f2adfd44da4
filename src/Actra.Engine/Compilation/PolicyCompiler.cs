using Actra.Evaluation;
using Actra.Language;
using Actra.Model;

namespace Actra.Compilation;

/// <summary>Documents to a policy. All that can be checked is checked, also where something is already wrong.</summary>
internal static class PolicyCompiler
{
    public static ActraPolicy Compile(
        PolicySource schemaSource,
        PolicySource policySource,
        PolicySource? governanceSource,
        Strictness strictness
    )
    {
        var compatible = strictness == Strictness.Compatible;
        var diagnostics = new DiagnosticBag();
        DocumentContext Open(PolicySource source) => new(source.Name, source.Text, compatible, diagnostics);

        var schema = SchemaReader.Read(Open(schemaSource));
        var policyDocument = Open(policySource);
        var policy = PolicyReader.Read(policyDocument);
        var policyIsWhole = !diagnostics.HasErrors;
        var governanceDocument = governanceSource is null ? null : Open(governanceSource);
        var governance = governanceDocument is null ? null : GovernanceReader.Read(governanceDocument);
        if (policy is not null && governance is not null && policyIsWhole)
        {
            GovernanceChecker.Check(governance, policy, schema.Schema, governanceDocument!);
        }

        var rules = new RuleCompiler(policyDocument, schema, policy?.Rules ?? []).Compile();
        if (diagnostics.HasErrors || policy is null)
        {
            throw new PolicyCompilationException(diagnostics.ToList());
        }

        var program = new PolicyProgram(
            schema.Schema,
            rules.OfActions,
            rules.Shared,
            rules.SharedSlots,
            policy.Default,
            PolicyHasher.Hash(schema.Schema, policy, governance, compatible),
            compatible
        );
        return new ActraPolicy(
            program,
            schema.Schema,
            policy.Version,
            [
                .. policy.Rules.Select(r => new RuleInfo(
                    r.Id,
                    r.Scope!.ToString(),
                    r.Effect!.Value,
                    r.Approval,
                    r.At.Line,
                    r.At.Column
                )),
            ],
            diagnostics.Warnings
        );
    }
}
