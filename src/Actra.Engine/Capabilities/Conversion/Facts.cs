using System.Globalization;
using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>
/// The facts that converted policies read. What is asked stands in the action, who asks in the actor, what only the host knows in the snapshot: a payload can
/// never say it. A text that is not known is empty, which no rule compares with but those that block or ask because it is not known.
/// </summary>
internal static class Facts
{
    /// <summary>The one action of a converted schema.</summary>
    public const string ActionType = "capability";

    /// <summary>How many parts of a scope are facts of their own.</summary>
    public const int DeepestScope = 8;

    public static readonly Fact Resource = Text(Domain.Action, "resource", "the first part of the capability");

    public static readonly Fact Action = Text(Domain.Action, "action", "the second part of the capability");

    public static readonly Fact Scope = Text(Domain.Action, "scope", "all further parts of the capability");

    public static readonly Fact OtherScope = Text(
        Domain.Action,
        "other_scope",
        "where the action happens if that is another scope than the one it names, such as its environment; else empty"
    );

    public static readonly Fact Environment = Folding(Domain.Snapshot, "environment", "the environment");

    public static readonly Fact UserRole = Unknown(Domain.Actor, "role", "the role of who asks");

    public static readonly Fact Tenant = Unknown(Domain.Actor, "tenant", "the tenant of who asks");

    public static readonly Fact Table = Unknown(Domain.Action, "table", "the table");

    public static readonly Fact ToolName = Unknown(Domain.Snapshot, "tool_name", "the tool");

    public static readonly Fact RiskLevel = Text(
        Domain.Snapshot,
        "risk_level",
        "the risk in lower case, such as low, medium, high, critical; empty where only a score is known"
    );

    public static readonly Fact OtherRiskLevel = Text(
        Domain.Snapshot,
        "other_risk_level",
        "another level that was named for it, or the one that a risk score comes to; else empty"
    );

    public static readonly Fact Amount = Number(Domain.Action, "amount", "the amount; 0 where none is given");

    public static readonly Fact AmountGiven = Truth(Domain.Action, "amount_given", "whether an amount is given");

    public static readonly Fact Depth = Number(
        Domain.Snapshot,
        "caller_depth",
        "how many callers stand behind it; 0 where that is not known"
    );

    public static readonly Fact DepthGiven = Truth(
        Domain.Snapshot,
        "caller_depth_given",
        "whether the number of callers is known"
    );

    private static readonly Fact[] ScopeParts = [.. Parts(Scope)];

    private static readonly Fact[] OtherScopeParts = [.. Parts(OtherScope)];

    /// <summary>The facts in the order in which rules and schemas name them.</summary>
    public static IReadOnlyList<Fact> All { get; } =
    [
        Resource,
        Action,
        Scope,
        .. ScopeParts,
        OtherScope,
        .. OtherScopeParts,
        Environment,
        Environment.Folded!,
        UserRole,
        UserRole.Folded!,
        Tenant,
        Tenant.Folded!,
        Table,
        Table.Folded!,
        ToolName,
        ToolName.Folded!,
        RiskLevel,
        OtherRiskLevel,
        AmountGiven,
        Amount,
        DepthGiven,
        Depth,
    ];

    /// <summary>The first parts of a scope or of the other scope, where it has more of them.</summary>
    /// <param name="scope">Which.</param>
    /// <param name="count">How many parts, from 1 to <see cref="DeepestScope"/>.</param>
    public static Fact FirstParts(Fact scope, int count) => (scope == Scope ? ScopeParts : OtherScopeParts)[count - 1];

    /// <summary>The text that a condition on an attribute compares.</summary>
    public static Fact OfAttribute(string key) =>
        key switch
        {
            "environment" => Environment,
            "user_role" => UserRole,
            "tenant" => Tenant,
            "table" => Table,
            "tool_name" => ToolName,
            _ => RiskLevel,
        };

    private static IEnumerable<Fact> Parts(Fact scope) =>
        from count in Enumerable.Range(1, DeepestScope)
        let name = string.Create(CultureInfo.InvariantCulture, $"{scope.Field.Name}_{count}")
        let parts = count == 1 ? "first part" : string.Create(CultureInfo.InvariantCulture, $"first {count} parts")
        select Text(Domain.Action, name, $"the {parts} of {scope.Field.Name} where it has more; else empty");

    private static Fact Text(Domain domain, string name, string description) =>
        new(new FieldRef(domain, name), FieldType.String, description);

    private static Fact Folding(Domain domain, string name, string description) =>
        new(
            new FieldRef(domain, name),
            FieldType.String,
            description,
            Text(domain, name + "_folded", $"{name} in lower case, without blanks around it")
        );

    private static Fact Unknown(Domain domain, string name, string description) =>
        Folding(domain, name, description + "; empty if not known");

    private static Fact Number(Domain domain, string name, string description) =>
        new(new FieldRef(domain, name), FieldType.Number, description);

    private static Fact Truth(Domain domain, string name, string description) =>
        new(new FieldRef(domain, name), FieldType.Boolean, description);
}
