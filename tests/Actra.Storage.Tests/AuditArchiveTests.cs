using System.IO.Compression;
using System.Text;
using Actra.Audit;
using Actra.Model;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

public sealed class AuditArchiveTests : IAsyncLifetime
{
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-archive-").FullName;
    private readonly InMemoryAuditLog _log = new();
    private IReadOnlyList<AuditRecord> _records = [];
    private SignedCut _cut = null!;

    private string Archives => Path.Combine(_folder, "archives");

    public async Task InitializeAsync()
    {
        await _log.AppendAsync([.. Enumerable.Range(1, 8).Select(AuditLogSpecification.Entry)], default);
        _records = _log.Records;
        _cut = Sign(AuditHead.None, 8);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_segment_is_kept_with_every_field_in_one_file_that_only_its_owner_reads()
    {
        var written = await WriteAsync(_cut, _records);

        var file = Assert.Single(Directory.GetFiles(Archives));
        Assert.Equal("000000000001-000000000008.jsonl.gz", Path.GetFileName(file));
        var read = Assert.Single(AuditArchiveFolder.Read(Archives));
        Assert.Equal((written.Name, _cut), (read.Name, read.Cut));
        Assert.Equivalent(_records, await read.ReadAsync(default).ToListAsync());
        Assert.True((await VerifyAsync()).IsIntact);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_round_that_fails_leaves_no_file()
    {
        async IAsyncEnumerable<AuditRecord> Fail()
        {
            yield return _records[0];
            await Task.Yield();
            throw new ActraException("the log is gone");
        }

        await Assert.ThrowsAsync<ActraException>(() =>
            new AuditArchiveFolder(Archives).WriteAsync(_cut, Fail(), default).AsTask()
        );

        Assert.Empty(Directory.GetFiles(Archives));
    }

    [Fact]
    public async Task A_segment_that_is_there_stays_as_it_is()
    {
        await WriteAsync(_cut, _records);
        var file = Directory.GetFiles(Archives)[0];
        var before = await File.ReadAllBytesAsync(file);
        var later = SignedCut.Create(Keys, _cut.After, _cut.End, _cut.Time.AddDays(1));

        Assert.Equal(_cut, (await WriteAsync(later, [])).Cut);

        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task Every_byte_of_an_archive_is_guarded()
    {
        await WriteAsync(_cut, _records);
        var file = Directory.GetFiles(Archives)[0];
        var bytes = Unzip(file);
        var line = 0;
        var step = Campaign.Size(small: 7, full: 1);
        for (var i = 0; i < bytes.Length; i++)
        {
            var here = line;
            line += bytes[i] == '\n' ? 1 : 0;
            if (i % step != 0 && here > 0)
            {
                continue;
            }

            bytes[i] ^= 1;
            Zip(file, bytes);
            bytes[i] ^= 1;
            var broken = await BrokenAsync();
            Assert.True(broken is not null, $"byte {i} of line {here}");
            // A changed number names itself, and a changed line end touches two lines.
            var itself = broken.Kind is AuditBreakKind.Order or AuditBreakKind.Gap || bytes[i] == '\n';
            Assert.True(here == 0 || broken.Sequence == here || itself, $"byte {i} of line {here}: {broken}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("{\"format\":\"actra/archive/1\",\"cut\":{}}\n")]
    [InlineData("{\"format\":\"actra/archive/1\",\"cut\":null}\n")]
    [InlineData("{\"format\":\"actra/archive/2\",\"cut\":null}\n")]
    public void What_is_no_archive_is_said_by_its_name(string text)
    {
        Directory.CreateDirectory(Archives);
        var file = Path.Combine(Archives, "x" + AuditArchiveFolder.Extension);
        Zip(file, Encoding.UTF8.GetBytes(text));
        Assert.Contains(file, Assert.Throws<AuditUnreadableException>(() => AuditArchiveFolder.Read(Archives)).Message);
        File.WriteAllText(file, "no gzip at all");
        Assert.Contains(file, Assert.Throws<AuditUnreadableException>(() => AuditArchiveFile.Open(file)).Message);
    }

    [Fact]
    public async Task A_truncated_file_is_located()
    {
        await WriteAsync(_cut, _records);
        var file = Directory.GetFiles(Archives)[0];
        var whole = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)]);
        Assert.NotNull(await BrokenAsync());
        var lines = Encoding.UTF8.GetString(Unzip(file, whole)).Split('\n');
        Zip(file, Encoding.UTF8.GetBytes(string.Join('\n', lines[..5]) + "\n"));
        var broken = await BrokenAsync();
        Assert.Equal((AuditBreakKind.Truncated, 5), (broken!.Kind, broken.Sequence));
    }

    private SignedCut Sign(AuditHead after, int last) =>
        SignedCut.Create(
            Keys,
            after,
            new AuditHead(last, _records[last - 1].Hash),
            new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)
        );

    private ValueTask<IAuditSegment> WriteAsync(SignedCut cut, IEnumerable<AuditRecord> records) =>
        new AuditArchiveFolder(Archives).WriteAsync(cut, records.ToAsyncEnumerable(), default);

    private Task<AuditVerification> VerifyAsync() =>
        AuditVerifier.VerifyAsync([.. AuditArchiveFolder.Read(Archives)], known: null, Keys, default);

    private async Task<AuditBreak?> BrokenAsync()
    {
        try
        {
            return (await VerifyAsync()).Broken;
        }
        catch (AuditUnreadableException e)
        {
            return new AuditBreak(e.Sequence, AuditBreakKind.Unreadable, e.Message);
        }
    }

    private static byte[] Unzip(string file, byte[]? bytes = null)
    {
        using var zip = new GZipStream(new MemoryStream(bytes ?? File.ReadAllBytes(file)), CompressionMode.Decompress);
        using var text = new MemoryStream();
        zip.CopyTo(text);
        return text.ToArray();
    }

    private static void Zip(string file, byte[] bytes)
    {
        using var zip = new GZipStream(File.Create(file), CompressionLevel.NoCompression);
        zip.Write(bytes);
    }
}
