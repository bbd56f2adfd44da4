using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Actra.Audit;

namespace Actra.Storage;

/// <summary>A segment of a decision log in a file: compressed lines of JSON, its signed cut and then its records. Nothing is taken from it on trust.</summary>
public sealed class AuditArchiveFile : IAuditSegment
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly string _path;

    private AuditArchiveFile(string path, SignedCut cut)
    {
        _path = path;
        Cut = cut;
    }

    /// <inheritdoc />
    public string Name => Path.GetFileName(_path);

    /// <inheritdoc />
    public SignedCut Cut { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="AuditUnreadableException">The file is no archive, or cannot be read.</exception>
    public static AuditArchiveFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var lines = Lines(path);
            return
                lines.ReadLine() is { } first
                && Exact<ArchiveOpening>(first) is { Format: ArchiveOpening.Present } opening
                && opening.Cut is { After.Hash: not null, End.Hash: not null, KeyId: not null }
                ? new AuditArchiveFile(path, opening.Cut)
                : throw new AuditUnreadableException(0, $"`{path}` is no archive of a decision log");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw new AuditUnreadableException(0, $"`{path}` cannot be read as an archive: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<AuditRecord> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var lines = Lines(_path);
        var next = Cut.After.Sequence;
        await NextAsync(lines, next, ct);
        while (await NextAsync(lines, ++next, ct) is { } line)
        {
            yield return Record(line, next);
        }
    }

    private static AuditRecord Record(string line, long sequence)
    {
        try
        {
            return Exact<AuditRecord>(line) is { Entry: not null, PreviousHash: not null, Hash: not null } record
                ? record
                : throw new AuditUnreadableException(
                    sequence,
                    $"record {sequence} is not in the form that archives have"
                );
        }
        catch (JsonException e)
        {
            throw new AuditUnreadableException(sequence, $"record {sequence} cannot be read", e);
        }
    }

    private static async Task<string?> NextAsync(StreamReader lines, long sequence, CancellationToken ct)
    {
        try
        {
            return await lines.ReadLineAsync(ct);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw new AuditUnreadableException(sequence, $"record {sequence} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a line; null where it is not exactly what would be written.</summary>
    private static T? Exact<T>(string line)
        where T : class
    {
        var value = StoredJson.Read<T>(line);
        return string.Equals(StoredJson.Write(value), line, StringComparison.Ordinal) ? value : null;
    }

    private static StreamReader Lines(string path) =>
        new(
            new GZipStream(File.OpenRead(path), CompressionMode.Decompress),
            Strict,
            detectEncodingFromByteOrderMarks: false
        );

    private static bool IsUnreadable(Exception e) =>
        e
            is IOException
                or UnauthorizedAccessException
                or InvalidDataException
                or JsonException
                or DecoderFallbackException;
}
