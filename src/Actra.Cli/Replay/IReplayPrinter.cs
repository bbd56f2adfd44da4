using Actra.Audit;
using Actra.Guard;

namespace Actra.Cli.Replay;

/// <summary>Prints what a replay finds, as it finds it.</summary>
internal interface IReplayPrinter
{
    /// <summary>A decision that would be another, or cannot be told.</summary>
    void Write(AuditRecord record, ReplayedDecision decision);

    /// <summary>The end.</summary>
    void Write(ReplaySum sum);
}
