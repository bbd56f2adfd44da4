using Actra.Approvals;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>All who want to be told in this host. They are made at start, and not with the store: a notifier may itself ask for approvals.</summary>
internal sealed class HostNotifiers(IServiceProvider services, ActraOptions options, TimeProvider clock) : IDisposable
{
    private readonly Lazy<IReadOnlyList<IApprovalNotifier>> _all = new(() => Make(services, options, clock));

    /// <exception cref="ActraException">Two have one name, or one has none.</exception>
    public IReadOnlyList<IApprovalNotifier> All => _all.Value;

    /// <summary>True where somebody wants to be told; nothing is made for the answer.</summary>
    public static bool AreThere(IServiceProvider services) =>
        services.GetRequiredService<ActraOptions>().Webhooks.Count > 0
        || services.GetService<IServiceProviderIsService>()?.IsService(typeof(IApprovalNotifier)) != false;

    /// <exception cref="ActraException">Somebody wants to be told, and nobody could be.</exception>
    public void Require(IApprovalStore store)
    {
        if (All.Count > 0 && store.Notices is null)
        {
            throw new ActraException(
                $"{string.Join(", ", All.Select(notifier => $"`{notifier.Name}`"))} would never be told: the approval store keeps no notices"
            );
        }
    }

    public void Dispose()
    {
        if (_all.IsValueCreated)
        {
            foreach (var webhook in _all.Value.OfType<WebhookNotifier>())
            {
                webhook.Dispose();
            }
        }
    }

    private static IReadOnlyList<IApprovalNotifier> Make(
        IServiceProvider services,
        ActraOptions options,
        TimeProvider clock
    )
    {
        var all = services
            .GetServices<IApprovalNotifier>()
            .Concat(options.Webhooks.Select(webhook => new WebhookNotifier(webhook, clock)))
            .ToList();
        if (all.Find(notifier => string.IsNullOrWhiteSpace(notifier.Name)) is { } nameless)
        {
            throw new ActraException($"the notifier {nameless.GetType().Name} has no name");
        }

        var twice = all.GroupBy(notifier => notifier.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? all
            : throw new ActraException(
                $"two notifiers are called `{twice.Key}`: who was told is kept by that name, so each needs its own"
            );
    }
}
