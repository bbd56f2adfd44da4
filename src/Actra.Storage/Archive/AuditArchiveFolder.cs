using System.Globalization;
using System.IO.Compression;
using System.Text;
using Actra.Audit;
using Actra.Model;

namespace Actra.Storage;

/// <summary>
/// A folder with a file for each segment that has left a decision log, named by its first and last record. A file appears under its name only when it is whole
/// and durable; only its owner can read it.
/// </summary>
/// <param name="folder">The folder; made where there is none.</param>
public sealed class AuditArchiveFolder(string folder) : IAuditArchive
{
    /// <summary>The end of the names of its files.</summary>
    public const string Extension = ".jsonl.gz";

    /// <summary>The files of a folder, the oldest segment first.</summary>
    /// <exception cref="ActraException">There is no such folder.</exception>
    /// <exception cref="AuditUnreadableException">A file in it is no archive.</exception>
    public static IReadOnlyList<AuditArchiveFile> Read(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*" + Extension)
                    .Order(StringComparer.Ordinal)
                    .Select(AuditArchiveFile.Open),
            ]
            : throw new ActraException($"there is no folder `{folder}`");

    /// <inheritdoc />
    public async ValueTask<IAuditSegment> WriteAsync(
        SignedCut cut,
        IAsyncEnumerable<AuditRecord> records,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentNullException.ThrowIfNull(records);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, NameOf(cut));
        if (!File.Exists(path))
        {
            await WriteNewAsync(path, cut, records, ct);
        }

        return AuditArchiveFile.Open(path);
    }

    private static string NameOf(SignedCut cut) =>
        string.Create(CultureInfo.InvariantCulture, $"{cut.After.Sequence + 1:D12}-{cut.End.Sequence:D12}{Extension}");

    private static async Task WriteNewAsync(
        string path,
        SignedCut cut,
        IAsyncEnumerable<AuditRecord> records,
        CancellationToken ct
    )
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = Create(part))
            {
                await WriteAsync(file, cut, records, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: false);
            FolderSync.Flush(Path.GetDirectoryName(path)!);
        }
        catch (Exception e)
        {
            File.Delete(part);
            if (e is not IOException || !File.Exists(path))
            {
                throw;
            }

            // Another host has written the same segment meanwhile.
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static async Task WriteAsync(
        Stream file,
        SignedCut cut,
        IAsyncEnumerable<AuditRecord> records,
        CancellationToken ct
    )
    {
        await using var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        await using var lines = new StreamWriter(zip, new UTF8Encoding(false)) { NewLine = "\n" };
        await lines.WriteLineAsync(StoredJson.Write(new ArchiveOpening(ArchiveOpening.Present, cut)));
        await foreach (var record in records.WithCancellation(ct))
        {
            await lines.WriteLineAsync(StoredJson.Write(record));
        }
    }
}
