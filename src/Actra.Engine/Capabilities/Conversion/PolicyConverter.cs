using System.Globalization;
using Actra.Compilation;
using Actra.Language;

namespace Actra.Capabilities.Conversion;

/// <summary>Puts a capability policy into version 2 of the language.</summary>
internal static class PolicyConverter
{
    public static ConvertedPolicy Convert(CapabilityPolicy policy, bool partial)
    {
        Origin[] rules = [.. policy.Rules.Select(OriginReader.Of)];
        Origin[] levels = [.. policy.Levels.All.Select(OriginReader.Of)];
        Origin[] origins = [.. rules, .. levels];
        var problems = origins.SelectMany(origin => Problems(origin, partial)).ToList();
        if (problems.Count > 0 && !partial)
        {
            throw new PolicyCompilationException(problems);
        }

        var built = new RuleOrder(rules, levels).Build() ?? throw TooMany(policy);
        var written = NamedRules.Of(WithGuards(built));
        var source = Path.GetFileName(policy.Name);
        var schema = SchemaText.Write(source, ReadBy(written.Select(rule => rule.Rule)));
        var rulesText = PolicyText.Write(source, written, origins, policy.ApprovalTimeout);
        var governance = GovernanceText.Write(source, written);
        var compiled = ActraPolicy.FromStrings(schema, rulesText, governance);
        return new ConvertedPolicy(schema, rulesText, governance, compiled, problems);
    }

    private static NewRule[] WithGuards(List<NewRule> rules) => [.. Guards.Of(ReadBy(rules)), .. rules];

    private static List<Fact> ReadBy(IEnumerable<NewRule> rules)
    {
        var read = rules.SelectMany(rule => rule.Term.Comparisons.Select(c => c.Fact)).ToHashSet();
        return [.. Facts.All.Where(read.Contains)];
    }

    private static IEnumerable<Diagnostic> Problems(Origin origin, bool partial) =>
        origin.Unsaid.Select(unsaid => new Diagnostic(
            partial ? Severity.Warning : Severity.Error,
            Codes.NotInVersion2,
            $"{unsaid.What} cannot be said in version 2" + (partial ? ": what the rule is about is blocked" : ""),
            origin.File,
            unsaid.At.Line,
            unsaid.At.Column,
            origin.Name,
            unsaid.Hint
        ));

    private static PolicyCompilationException TooMany(CapabilityPolicy policy) =>
        new([
            new Diagnostic(
                Severity.Error,
                Codes.NotInVersion2,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the policy takes more than {RuleOrder.MostRules} rules in version 2, and so many are not written"
                ),
                policy.Name,
                0,
                0
            ),
        ]);
}
