using System.Text;
using Actra.Approvals;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>A message of the campaign. Its id says what becomes of it: <c>hold-7</c>, <c>rerun-8</c>, <c>deny-9</c>, <c>half-10</c>.</summary>
/// <param name="Id">Its id.</param>
internal readonly record struct KillWork(string Id)
{
    public const string Service = "payments";
    public const string Endpoint = "refunds";

    /// <summary>Approved; where its worker is lost, a person decides.</summary>
    public const string Hold = "hold";

    /// <summary>Approved; where its worker is lost, it runs again.</summary>
    public const string Rerun = "rerun";

    /// <summary>Denied.</summary>
    public const string Deny = "deny";

    /// <summary>Gets one of two votes.</summary>
    public const string Half = "half";

    public const string Schema = """
        version: 2
        actions:
          refund: { fields: {} }
          payout: { fields: {} }
          closure: { fields: {} }
        actor:
          fields: { id: string }
        snapshot:
          fields: {}
        """;

    // Clocks are put forward by ten minutes for every kill: nothing may expire meanwhile.
    public const string Policy = """
        version: 2
        default: block
        rules:
          - { id: refund, scope: { action: refund }, effect: require_approval, approval: { roles: [finance], count: 1, expires: 8000h, valid_for: 8000h } }
          - { id: payout, scope: { action: payout }, effect: require_approval, approval: { roles: [finance], count: 1, expires: 8000h, valid_for: 8000h, on_lost_lease: rerun } }
          - { id: closure, scope: { action: closure }, effect: require_approval, approval: { roles: [finance], count: 2, expires: 8000h, valid_for: 8000h } }
        """;

    public string Fate => Id[..Id.IndexOf('-')];

    /// <summary>True where it gets all the votes that it needs.</summary>
    public bool IsApproved => Fate is Hold or Rerun;

    public string Key => new ApprovalWork(WorkKind.Message, Service, Endpoint, Id, Digest()).Key;

    public string ApprovalId => Approvals.ApprovalId.For(Key, 1);

    public WorkEnvelope Envelope =>
        new(Encoding.UTF8.GetBytes(Id), "text/plain", new Dictionary<string, string>(StringComparer.Ordinal));

    private string Action =>
        Fate switch
        {
            Rerun => "payout",
            Half => "closure",
            _ => "refund",
        };

    public static KillWork Of(WorkEnvelope envelope) => new(Encoding.UTF8.GetString(envelope.Body.Span));

    public WorkItem ToItem(bool redelivered) =>
        new()
        {
            Kind = WorkKind.Message,
            Endpoint = Endpoint,
            WorkId = Id,
            Actions = [new WorkAction(Action, new NoFields(), Id)],
            Digest = Digest,
            Identity = new ActorIdentity("rita", "user", null, ActorSource.Signed),
            Redelivered = redelivered,
        };

    private string Digest() => WorkDigest.OfBytes(["urn:work"], Encoding.UTF8.GetBytes(Id));

    private sealed class NoFields : IFieldReader
    {
        public FieldMap Read(object contract) => [];
    }
}
