using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Storage;

/// <summary>Work set aside, as rows keep it. Ids come from senders, so rows are found by a hash of them.</summary>
internal static class StoredDeferral
{
    public static string Key(string id) => new CanonicalWriter("actra/deferred/1").Add(id).Hash();

    public static string Write(DeferredWork work) =>
        StoredJson.Write(
            new Document(
                work.Id,
                work.Endpoint,
                work.Attempt,
                work.Reason,
                work.Envelope.ContentType,
                work.Envelope.Headers
            )
        );

    public static DeferredWork Read(string service, WorkKind kind, Row row)
    {
        var document = StoredJson.Read<Document>(row.Document);
        return new DeferredWork(
            document.Id,
            service,
            kind,
            document.Endpoint,
            new WorkEnvelope(row.Body, document.ContentType, document.Headers),
            new DateTimeOffset(row.DueAt, TimeSpan.Zero),
            document.Attempt,
            document.Reason
        );
    }

    private sealed record Document(
        string Id,
        string Endpoint,
        int Attempt,
        string Reason,
        string ContentType,
        IReadOnlyDictionary<string, string> Headers
    );

    internal sealed class Row
    {
        public long DueAt { get; init; }

        public string Document { get; init; } = "";

        public byte[] Body { get; init; } = [];
    }
}
