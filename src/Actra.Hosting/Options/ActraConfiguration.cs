using System.Globalization;
using Actra.Audit;
using Actra.Model;
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

        if (section["ServiceName"] is { } service)
        {
            options.ServiceName = service;
        }

        if (section["Policy"] is { } directory)
        {
            options.Policy.FromDirectory(directory);
        }

        if (section["ReloadOnChange"] is { } reload)
        {
            options.ReloadOnChange = Flag(options, "ReloadOnChange", reload) ?? options.ReloadOnChange;
        }

        if (section["AuditAllows"] is { } durability)
        {
            options.AuditAllows = Durability(options, durability) ?? options.AuditAllows;
        }

        VoteKeys(section.GetSection("VoteKeys"), options);
        Time(section, options, "ReloadPollInterval", value => options.ReloadPollInterval = value);
        Time(section, options, "PumpInterval", value => options.PumpInterval = value);
        Time(section, options, "VoteMaxAge", value => options.VoteMaxAge = value);
        Time(section, options, "Guard:Lease", value => options.Guard.Lease = value);
        Time(section, options, "Guard:ReleaseTimeout", value => options.Guard.ReleaseTimeout = value);
        Time(section, options, "Guard:ResolverTimeout", value => options.Guard.ResolverTimeout = value);
        Time(section, options, "Guard:FirstDefer", value => options.Guard.FirstDefer = value);
        Time(section, options, "Guard:LongestDefer", value => options.Guard.LongestDefer = value);
        Time(section, options, "Approvals:Expires", value => options.Approvals.Expires = value);
        Time(section, options, "Approvals:ValidFor", value => options.Approvals.ValidFor = value);
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

    private static void Time(IConfigurationSection section, ActraOptions options, string key, Action<TimeSpan> set)
    {
        if (section[key] is not { } text)
        {
            return;
        }

        if (Durations.TryParse(text, out var value) || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value))
        {
            set(value);
        }
        else
        {
            options.Mistakes.Add(
                $"configuration `Actra:{key}`: `{text}` is no duration; write `30s`, `5m`, `24h` or `00:00:30`"
            );
        }
    }

    private static bool? Flag(ActraOptions options, string key, string text)
    {
        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        options.Mistakes.Add($"configuration `Actra:{key}`: `{text}` is neither `true` nor `false`");
        return null;
    }

    private static AuditDurability? Durability(ActraOptions options, string text)
    {
        switch (text.ToLowerInvariant())
        {
            case "required":
                return AuditDurability.Required;
            case "besteffort":
                return AuditDurability.BestEffort;
            default:
                options.Mistakes.Add(
                    $"configuration `Actra:AuditAllows`: `{text}` is neither `Required` nor `BestEffort`"
                );
                return null;
        }
    }
}
