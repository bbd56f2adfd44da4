using Actra.Approvals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>Is told of what happens to requests, at least once each; a singleton. With the first one, the store begins to keep notices.</summary>
    public ActraBuilder AddNotifier<T>()
        where T : class, IApprovalNotifier
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IApprovalNotifier, T>());
        return this;
    }

    /// <summary>Is told of what happens to requests, at least once each.</summary>
    /// <param name="notifier">The notifier; thread-safe.</param>
    public ActraBuilder AddNotifier(IApprovalNotifier notifier)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        Services.AddSingleton(notifier);
        return this;
    }

    /// <summary>
    /// Posts what happens to requests to an endpoint, signed after Standard Webhooks. An answer of 2xx is delivery; 410 gives the notice up at once; all
    /// else is tried again, as <see cref="ActraOptions.Notices"/> says.
    /// </summary>
    /// <param name="name">The webhook's name, which stays the same over restarts.</param>
    /// <param name="uri">Where to: <c>https://…</c>, or <c>http://…</c> on this machine.</param>
    /// <param name="secret"><c>whsec_</c> and 24 to 64 random bytes in base64, never from the repository.</param>
    /// <param name="configure">Changes the rest.</param>
    public ActraBuilder AddWebhook(string name, string uri, string secret, Action<WebhookOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Services.Configure<ActraOptions>(options =>
        {
            var webhook = new WebhookOptions(name) { Uri = uri, Secret = secret };
            configure?.Invoke(webhook);
            options.Webhooks.Add(webhook);
        });
        return this;
    }
}
