namespace Actra.Hosting;

public sealed partial class ActraOptions
{
    /// <summary>How those are told of what happens to requests who want to be.</summary>
    public NoticeOptions Notices { get; } = new();

    /// <summary>Endpoints to tell, from code and configuration.</summary>
    internal IList<WebhookOptions> Webhooks { get; } = [];
}
