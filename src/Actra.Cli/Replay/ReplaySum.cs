using Actra.Guard;

namespace Actra.Cli.Replay;

/// <summary>What became of all decisions that were replayed.</summary>
internal sealed class ReplaySum(string policyHash)
{
    public string PolicyHash => policyHash;

    public long Same { get; private set; }

    public long Changed { get; private set; }

    public long Unknown { get; private set; }

    /// <summary>Decisions of policies of another kind: capability policies.</summary>
    public long LeftOut { get; private set; }

    public long All => Same + Changed + Unknown;

    public int ExitCode =>
        Changed > 0 ? ExitCodes.Changed
        : Unknown > 0 ? ExitCodes.Unknown
        : ExitCodes.Done;

    public void Add(ReplayedDecision? decision)
    {
        switch (decision?.Outcome)
        {
            case null:
                LeftOut++;
                break;
            case ReplayOutcome.Same:
                Same++;
                break;
            case ReplayOutcome.Changed:
                Changed++;
                break;
            default:
                Unknown++;
                break;
        }
    }
}
