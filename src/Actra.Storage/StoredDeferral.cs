using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Storage;

/// <summary>Work set aside, as rows keep it. Ids come from senders, so rows are found by a hash of them.</summary>
internal static class StoredDeferral
{
    /// <summary>From so many bytes on, the rest of a page waits for the next one.</summary>
    private const long Enough = 64 << 20;

    public static string Key(string id) => new CanonicalWriter("actra/deferred/1").Add(id).Hash();

    /// <summary>All but the work itself, which is in the <see cref="Body"/>.</summary>
    public static string WriteDocument(DeferredWork work) =>
        StoredJson.Write(new Document(work.Id, work.Endpoint, work.Attempt, work.Reason, null, null));

    public static byte[] Body(EnvelopeCodec codec, DeferredWork work) =>
        codec.Write(EnvelopeCodec.OfDeferred(Key(work.Id)), work.Envelope);

    /// <summary>Reads rows, until the work takes a lot of memory. Rows that cannot be read keep nobody else waiting: they are left out as long as there are others.</summary>
    /// <exception cref="ActraException">None of the rows can be read.</exception>
    public static IReadOnlyList<DeferredWork> Read(
        EnvelopeCodec codec,
        string service,
        WorkKind kind,
        IEnumerable<Row> rows
    )
    {
        var works = new List<DeferredWork>();
        var bytes = 0L;
        ActraException? unreadable = null;
        foreach (var row in rows)
        {
            try
            {
                var work = Read(codec, service, kind, row);
                works.Add(work);
                bytes += work.Envelope.Body.Length;
            }
            catch (ActraException e)
            {
                unreadable ??= e;
            }

            if (bytes >= Enough)
            {
                break;
            }
        }

        return works.Count > 0 || unreadable is null ? works : throw new ActraException(unreadable.Message, unreadable);
    }

    private static DeferredWork Read(EnvelopeCodec codec, string service, WorkKind kind, Row row)
    {
        var document = StoredJson.Read<Document>(row.Document);
        return new DeferredWork(
            document.Id,
            service,
            kind,
            document.Endpoint,
            document is { ContentType: { } contentType, Headers: { } headers }
                ? new WorkEnvelope(row.Body, contentType, headers)
                : codec.Read(EnvelopeCodec.OfDeferred(Key(document.Id)), row.Body),
            new DateTimeOffset(row.DueAt, TimeSpan.Zero),
            document.Attempt,
            document.Reason
        );
    }

    /// <summary>Content type and headers stand here in old rows only, whose body is the bare one.</summary>
    private sealed record Document(
        string Id,
        string Endpoint,
        int Attempt,
        string Reason,
        string? ContentType,
        IReadOnlyDictionary<string, string>? Headers
    );

    internal sealed class Row
    {
        public long DueAt { get; init; }

        public string Document { get; init; } = "";

        public byte[] Body { get; init; } = [];
    }
}
