using Microsoft.Extensions.Configuration;

namespace Actra.Hosting;

/// <summary>Reads webhooks from <c>Actra:Webhooks:NAME</c>: those of the code are changed by it, others are added.</summary>
internal static class WebhookConfiguration
{
    public static void Read(ConfigurationValues values, ActraOptions options)
    {
        foreach (var section in values.Section.GetSection("Webhooks").GetChildren())
        {
            var webhook = options.Webhooks.FirstOrDefault(known => known.Name == section.Key);
            if (webhook is null)
            {
                webhook = new WebhookOptions(section.Key);
                options.Webhooks.Add(webhook);
            }

            Read(values, section, webhook);
        }
    }

    private static void Read(ConfigurationValues values, IConfigurationSection section, WebhookOptions webhook)
    {
        var key = $"Webhooks:{section.Key}";
        values.Text($"{key}:Uri", value => webhook.Uri = value);
        values.Text($"{key}:Secret", value => webhook.Secret = value);
        values.Text($"{key}:PreviousSecret", value => webhook.PreviousSecret = value.Length == 0 ? null : value);
        values.Time($"{key}:Timeout", value => webhook.Timeout = value);
        values.Flag($"{key}:AllowHttp", value => webhook.AllowHttp = value);
        var events = section.GetSection("Events").GetChildren().Select(child => child.Value).OfType<string>().ToList();
        if (events.Count > 0)
        {
            webhook.Events.Clear();
            webhook.Events.UnionWith(events);
        }
    }
}
