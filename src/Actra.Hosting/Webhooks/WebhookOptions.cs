namespace Actra.Hosting;

/// <summary>An endpoint that is told of what happens to requests. Values of the configuration section <c>Actra:Webhooks:NAME</c> win over code.</summary>
public sealed class WebhookOptions
{
    internal WebhookOptions(string name) => Name = name;

    /// <summary>The webhook's name, which stays the same over restarts: the store keeps by it who was told. Letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public string Name { get; }

    /// <summary>Where notices are posted. It is never logged: endpoints of chat systems have their password in it.</summary>
    public string Uri { get; set; } = "";

    /// <summary>What notices are signed with: <c>whsec_</c> and 24 to 64 random bytes in base64.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret before this one, while receivers change over: notices bear a signature of each.</summary>
    /// <value>Null.</value>
    public string? PreviousSecret { get; set; }

    /// <summary>The events that are sent, by the names of <see cref="Actra.Approvals.ApprovalEvents"/>.</summary>
    /// <value>All but <c>approval.released</c> and <c>approval.executing</c>, which need nobody's attention.</value>
    public ISet<string> Events { get; } = new HashSet<string>(WebhookEvents.Default, StringComparer.Ordinal);

    /// <summary>How long the endpoint may take to answer.</summary>
    /// <value>15 seconds; more than zero. What <see cref="NoticeOptions.Timeout"/> says ends it in any case.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>True where the endpoint may be asked without TLS: who listens on the way reads what is asked and by whom.</summary>
    /// <value>False: only on this machine.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Changes how connections are made, for example through a proxy or with a client certificate. Redirects are not followed whatever it says.</summary>
    /// <value>Null.</value>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; set; }
}
