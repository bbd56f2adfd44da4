namespace Actra.Cli;

/// <summary>What the tool's exit codes say; documented in <c>--help</c> and in <c>docs/cli.md</c>.</summary>
internal static class ExitCodes
{
    /// <summary>Done; for <c>eval</c>: allow.</summary>
    public const int Done = 0;

    /// <summary>The policy does not compile.</summary>
    public const int BadPolicy = 1;

    /// <summary><c>audit verify</c>: the log is not as it was written.</summary>
    public const int Broken = 1;

    /// <summary>The command line or the input cannot be understood.</summary>
    public const int BadUsage = 2;

    /// <summary><c>eval</c>: block, also where the input does not fit the schema.</summary>
    public const int Block = 3;

    /// <summary><c>eval</c>: require_approval.</summary>
    public const int RequireApproval = 4;

    /// <summary>A host has refused the vote or the act, or one of several.</summary>
    public const int ActRefused = 5;

    /// <summary>No host has answered yet; the vote or the act waits.</summary>
    public const int NoAnswer = 6;

    /// <summary><c>replay</c>: some decisions would be others.</summary>
    public const int Changed = 7;

    /// <summary><c>replay</c>: none is known to become another, and of some it cannot be told.</summary>
    public const int Unknown = 8;

    /// <summary>Something went wrong that is not the user's doing.</summary>
    public const int Internal = 70;
}
