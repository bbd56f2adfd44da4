using Actra.Audit;
using Actra.Model;
using Actra.Testing;

namespace Actra.Engine.Tests.Audit;

/// <summary>A signed log in memory with a record per day, from 2026-01-01 on.</summary>
internal sealed class RetentionWorld
{
    public static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));

    public ManualTimeProvider Clock { get; } = new();

    public InMemoryAuditLog Log { get; } = new();

    public List<Exception> Failed { get; } = [];

    public static DateTimeOffset Day(int number) => new(2026, 1, number, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Appends a record for each day, and signs the end.</summary>
    public async Task<RetentionWorld> WriteAsync(int from, int count)
    {
        await using var writer = Writer();
        foreach (var day in Enumerable.Range(from, count))
        {
            await writer.WriteAsync(Entry(day), AuditDurability.Required, default);
        }

        return this;
    }

    public AuditWriter Writer() => new(Log, new AuditWriterOptions { HeadFailed = Failed.Add }, Clock, Keys);

    public static AuditEntry Entry(int day) => AuditLogSpecification.Entry(day) with { Time = Day(1).AddDays(day - 1) };

    public AuditRetention Retention(IAuditArchive? archive = null, IAuditLog? log = null, int longest = 100_000) =>
        new(log ?? Log, Keys, "billing", archive, Clock) { LongestSegment = longest };

    /// <summary>Cuts all that is older than a day.</summary>
    public Task<SignedCut?> CutAsync(int day, IAuditArchive? archive = null) =>
        Retention(archive).RunAsync(Day(day), default);

    public AuditHead Place(int number)
    {
        var record = Log.Records.Single(r => r.Sequence == number);
        return new AuditHead(record.Sequence, record.Hash);
    }

    public Task<AuditVerification> VerifyAsync(
        IAuditLog? log = null,
        IReadOnlyList<IAuditSegment>? archived = null,
        AuditHead? known = null
    ) => AuditVerifier.VerifyAsync(log ?? Log, archived ?? [], known, Keys, default);
}
