namespace Actra.Capabilities;

/// <summary>Where an action stands with those who approve.</summary>
internal enum ApprovalStanding
{
    /// <summary>Nobody can be asked.</summary>
    NotAsked,

    Denied,

    Waiting,

    Approved,
}

/// <summary>What became of asking for approval.</summary>
/// <param name="Standing">Where the action stands.</param>
/// <param name="Text">The request's id; where nobody can be asked, why.</param>
internal readonly record struct ApprovalAnswer(ApprovalStanding Standing, string Text);
