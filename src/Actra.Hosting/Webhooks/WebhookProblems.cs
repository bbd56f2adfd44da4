using static Actra.Hosting.ActraOptionsValidator;

namespace Actra.Hosting;

/// <summary>What is wrong with a host's webhooks. Addresses and secrets are never in it.</summary>
internal static class WebhookProblems
{
    public static IEnumerable<string> Of(ActraOptions options) =>
        options
            .Webhooks.SelectMany(Of)
            .Concat(
                options
                    .Webhooks.GroupBy(webhook => webhook.Name, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .Select(group => $"webhook `{group.Key}` stands twice")
            );

    private static IEnumerable<string> Of(WebhookOptions webhook)
    {
        var name = $"webhook `{webhook.Name}`";
        if (
            webhook.Name is not { Length: > 0 and <= 100 }
            || webhook.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
        )
        {
            yield return $"{name}: its name has 1 to 100 letters, digits, `-`, `_` and `.`";
        }

        if (!Uri.TryCreate(webhook.Uri, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            yield return $"{name}: its address is no `https://…`";
        }
        else if (uri.Scheme == "http" && !uri.IsLoopback && !webhook.AllowHttp)
        {
            yield return $"{name}: its address is on another machine and without TLS; write `https://…`, or set AllowHttp";
        }

        if (!WebhookSecret.TryParse(webhook.Secret, out _, out var problem))
        {
            yield return $"{name}: its secret {problem}";
        }

        if (webhook.PreviousSecret is { } previous && !WebhookSecret.TryParse(previous, out _, out var also))
        {
            yield return $"{name}: its previous secret {also}";
        }

        foreach (var unknown in webhook.Events.Except(WebhookEvents.All, StringComparer.Ordinal))
        {
            yield return $"{name}: there is no event `{unknown}`; there are {string.Join(", ", WebhookEvents.All)}";
        }

        if (webhook.Events.Count == 0)
        {
            yield return $"{name}: no event is sent to it";
        }

        if (
            Between($"{name}: Timeout", webhook.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) is
            { } time
        )
        {
            yield return time;
        }
    }
}
