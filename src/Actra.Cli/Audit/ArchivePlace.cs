using Actra.Audit;
using Actra.Model;
using Actra.Storage;

namespace Actra.Cli.Audit;

/// <summary>A folder with segments that have left a log, or one file of it.</summary>
internal static class ArchivePlace
{
    public static bool IsOne(string place) =>
        Directory.Exists(place) || place.EndsWith(AuditArchiveFolder.Extension, StringComparison.Ordinal);

    /// <exception cref="UsageException">There is no archive.</exception>
    /// <exception cref="AuditUnreadableException">A file is no archive, or is broken.</exception>
    public static IReadOnlyList<IAuditSegment> Read(string place)
    {
        if (File.Exists(place))
        {
            return [AuditArchiveFile.Open(place)];
        }

        if (!Directory.Exists(place))
        {
            throw new UsageException($"there is no folder `{place}`");
        }

        var segments = AuditArchiveFolder.Read(place);
        return segments.Count > 0
            ? segments
            : throw new UsageException(
                $"`{place}` holds no archive, a file that ends with {AuditArchiveFolder.Extension}"
            );
    }
}
