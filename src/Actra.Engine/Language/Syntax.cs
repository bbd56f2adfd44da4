using Actra.Model;

namespace Actra.Language;

/// <summary>A policy document as read: shapes are right, names are not yet looked up.</summary>
internal sealed record PolicySyntax
{
    public required long Version { get; init; }

    /// <summary>What happens where no rule matches.</summary>
    public required Effect Default { get; init; }

    public required IReadOnlyList<RuleSyntax> Rules { get; init; }
}

/// <summary>A rule as read. Parts that could not be read are null, and have been reported.</summary>
internal sealed record RuleSyntax
{
    public required string Id { get; init; }

    public required Position At { get; init; }

    public ScopeSyntax? Scope { get; init; }

    /// <summary>The condition; null where there is none, or where it could not be read.</summary>
    public ConditionSyntax? When { get; init; }

    /// <summary>True where the rule has no <c>when</c>, and so always matches.</summary>
    public bool Unconditional { get; init; }

    public Effect? Effect { get; init; }

    public ReasonSyntax? Reason { get; init; }

    public ApprovalRequirement? Approval { get; init; }
}

/// <summary>What a rule is about.</summary>
internal enum ScopeKind
{
    /// <summary>One action.</summary>
    Action,

    /// <summary>Actors of one type.</summary>
    Actor,

    /// <summary>Everything.</summary>
    Global,

    /// <summary><c>global: false</c>, which means nothing.</summary>
    NotGlobal,
}

/// <summary>A rule's scope.</summary>
internal sealed record ScopeSyntax(ScopeKind Kind, string Name, Position At)
{
    public override string ToString() =>
        Kind switch
        {
            ScopeKind.Action => $"action: {Name}",
            ScopeKind.Actor => $"actor: {Name}",
            ScopeKind.Global => "global: true",
            _ => "global: false",
        };
}

/// <summary>A condition.</summary>
internal abstract record ConditionSyntax(Position At)
{
    /// <summary>The comparisons in it, left to right.</summary>
    public abstract IEnumerable<AtomSyntax> Atoms { get; }
}

/// <summary>Several conditions of which all, or any, must hold.</summary>
internal sealed record GroupSyntax(bool All, IReadOnlyList<ConditionSyntax> Items, Position At) : ConditionSyntax(At)
{
    public override IEnumerable<AtomSyntax> Atoms => Items.SelectMany(i => i.Atoms);
}

/// <summary>One comparison.</summary>
internal sealed record AtomSyntax(
    SubjectSyntax Left,
    string Operator,
    Position OperatorAt,
    OperandSyntax Right,
    Position At
) : ConditionSyntax(At)
{
    public override IEnumerable<AtomSyntax> Atoms => [this];
}

/// <summary>A field by the names that a document gives it.</summary>
internal sealed record SubjectSyntax(string Domain, string Field, Position DomainAt, Position FieldAt);

/// <summary>The right-hand side of a comparison.</summary>
internal abstract record OperandSyntax(Position At);

/// <summary>A literal.</summary>
internal sealed record LiteralSyntax(FieldValue Value, Position At, bool Quoted) : OperandSyntax(At);

/// <summary>Another field.</summary>
internal sealed record FieldOperandSyntax(SubjectSyntax Subject, Position At) : OperandSyntax(At);
