using Actra.Audit;

namespace Actra.Storage;

/// <summary>The first line of an archive: what the others must come to. The others are a record each.</summary>
internal sealed record ArchiveOpening(string Format, SignedCut Cut)
{
    public const string Present = "actra/archive/1";
}
