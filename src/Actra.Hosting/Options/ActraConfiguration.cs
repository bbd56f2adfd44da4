using Actra.Approvals;
using Actra.Audit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actra.Hosting;

/// <summary>Reads simple values from the configuration section <c>Actra</c>, after the host's code: an operator changes them without a build.</summary>
internal sealed class ActraConfiguration(IServiceProvider services) : IPostConfigureOptions<ActraOptions>
{
    public void PostConfigure(string? name, ActraOptions options)
    {
        if (services.GetService<IConfiguration>()?.GetSection("Actra") is not { } section)
        {
            return;
        }

        var values = new ConfigurationValues(section, options.Mistakes);
        values.Text("ServiceName", value => options.ServiceName = value);
        values.Text("Policy", value => options.Policy.FromDirectory(value));
        values.Flag("ReloadOnChange", value => options.ReloadOnChange = value);
        values.Text("AuditAllows", value => Durability(values, value, options));
        VoteKeys(section.GetSection("VoteKeys"), options);
        values.Text("AuditArchive", value => options.AuditArchive = value);
        values.TimeOrNever("AuditKeepFor", value => options.AuditKeepFor = value);
        values.Time("ReloadPollInterval", value => options.ReloadPollInterval = value);
        values.Time("PumpInterval", value => options.PumpInterval = value);
        values.Time("VoteMaxAge", value => options.VoteMaxAge = value);
        values.Time("Guard:Lease", value => options.Guard.Lease = value);
        values.Time("Guard:ReleaseTimeout", value => options.Guard.ReleaseTimeout = value);
        values.Time("Guard:ResolverTimeout", value => options.Guard.ResolverTimeout = value);
        values.Time("Guard:FirstDefer", value => options.Guard.FirstDefer = value);
        values.Time("Guard:LongestDefer", value => options.Guard.LongestDefer = value);
        values.Time("Approvals:Expires", value => options.Approvals.Expires = value);
        values.Time("Approvals:ValidFor", value => options.Approvals.ValidFor = value);
        values.TimeOrNever("EraseWorkAfter", value => options.EraseWorkAfter = value);
        values.Flag("EncryptWork", value => options.EncryptWork = value);
        values.Text("TenantField", value => options.TenantField = value);
        Limits(values, options.Limits);
        Notices(values, options.Notices);
        WebhookConfiguration.Read(values, options);
    }

    private static void Limits(ConfigurationValues values, ApprovalLimits limits)
    {
        values.Count("Limits:PendingPerService", value => limits.PendingPerService = value);
        values.Count("Limits:PendingPerRequester", value => limits.PendingPerRequester = value);
        values.Whole("Limits:Bytes", value => limits.Bytes = value);
        values.TimeOrNever("Limits:OldestPending", value => limits.OldestPending = value);
    }

    private static void Notices(ConfigurationValues values, NoticeOptions notices)
    {
        values.Count("Notices:Attempts", value => notices.Attempts = value);
        values.Time("Notices:FirstRetry", value => notices.FirstRetry = value);
        values.Time("Notices:LongestRetry", value => notices.LongestRetry = value);
        values.Time("Notices:Timeout", value => notices.Timeout = value);
    }

    // One file, or a list of them; beside those of the code.
    private static void VoteKeys(IConfigurationSection section, ActraOptions options)
    {
        var files = section.GetChildren().Select(child => child.Value).Prepend(section.Value).OfType<string>();
        foreach (var file in files)
        {
            if (string.IsNullOrWhiteSpace(file))
            {
                options.Mistakes.Add("configuration `Actra:VoteKeys`: the name of a file is empty");
            }
            else if (!options.VoteKeyFiles.Contains(file))
            {
                options.VoteKeyFiles.Add(file);
            }
        }
    }

    private static void Durability(ConfigurationValues values, string text, ActraOptions options)
    {
        switch (text.ToLowerInvariant())
        {
            case "required":
                options.AuditAllows = AuditDurability.Required;
                break;
            case "besteffort":
                options.AuditAllows = AuditDurability.BestEffort;
                break;
            default:
                values.Mistake("AuditAllows", $"`{text}` is neither `Required` nor `BestEffort`");
                break;
        }
    }
}
