namespace Actra.Language;

/// <summary>A governance document as read.</summary>
internal sealed record GovernanceSyntax(IReadOnlyList<GovernanceRuleSyntax> Rules);

/// <summary>A rule about rules.</summary>
internal sealed record GovernanceRuleSyntax
{
    public required string Id { get; init; }

    public required Position At { get; init; }

    /// <summary>The actions of which the policy must have a rule for this one to apply; null where it always applies.</summary>
    public IReadOnlyList<string>? AppliesTo { get; init; }

    public required FilterSyntax Where { get; init; }

    public required ConstraintSyntax Must { get; init; }

    public required string Error { get; init; }
}

/// <summary>Which rules are selected: those that match all that is not null.</summary>
internal sealed record FilterSyntax
{
    public string? Id { get; init; }

    public string? Effect { get; init; }

    public bool? Global { get; init; }

    public string? Action { get; init; }

    public string? SubjectDomain { get; init; }

    public string? SubjectField { get; init; }
}

/// <summary>What must hold of the selected rules. Exactly one is not null.</summary>
internal sealed record ConstraintSyntax
{
    public bool? Exists { get; init; }

    public ulong? MinCount { get; init; }

    public ulong? MaxCount { get; init; }

    public bool? Forbid { get; init; }

    public IReadOnlyList<string>? AllowedFields { get; init; }
}
