using Actra.Approvals;
using Actra.Guard;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actra.Hosting;

/// <summary>Finds all that is wrong with a host's options and registrations, and says it in one go.</summary>
internal sealed class ActraOptionsValidator(IServiceProvider services) : IValidateOptions<ActraOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, ActraOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(ActraOptions options) =>
        [
            .. options.Mistakes,
            .. Names(options),
            .. Times(options),
            .. Requirement(options.Approvals),
            .. KeepingProblems.Of(options),
            .. NoticeProblems.Of(options),
            .. WebhookProblems.Of(options),
            .. Registrations(options),
            .. Retention(options),
        ];

    private static IEnumerable<string> Names(ActraOptions options)
    {
        if (
            options.ServiceName is not { Length: <= 100 } name
            || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
        )
        {
            yield return $"ServiceName `{options.ServiceName}`: at most 100 letters, digits, `-`, `_` and `.` may stand in it";
        }

        if (string.IsNullOrWhiteSpace(options.Guard.Owner))
        {
            yield return "Guard.Owner is empty: leases need a holder";
        }

        if (options.UnsignedHeaders is not { } headers)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(headers.Id))
        {
            yield return "TrustUnsignedHeaders: the name of the header with the actor's id is empty";
        }

        foreach (var (attribute, header) in headers.Attributes)
        {
            if (attribute is "" or "id" or "type" or "tenant" or "verified" or "source")
            {
                yield return $"TrustUnsignedHeaders: the attribute `{attribute}` is not a header's to set";
            }
            else if (string.IsNullOrWhiteSpace(header))
            {
                yield return $"TrustUnsignedHeaders: the attribute `{attribute}` has no header";
            }
        }
    }

    private static IEnumerable<string> Times(ActraOptions options)
    {
        var guard = options.Guard;
        return new[]
        {
            Between("PumpInterval", options.PumpInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5)),
            Between(
                "ReloadPollInterval",
                options.ReloadPollInterval,
                TimeSpan.FromMilliseconds(10),
                TimeSpan.FromDays(1)
            ),
            Between("Guard.Lease", guard.Lease, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Between("Guard.ReleaseTimeout", guard.ReleaseTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)),
            Positive("VoteMaxAge", options.VoteMaxAge),
            options.AuditHeadEvery < 1 ? $"AuditHeadEvery is {options.AuditHeadEvery}; it must be at least 1" : null,
            Positive("Guard.ResolverTimeout", guard.ResolverTimeout),
            Positive("Guard.FirstDefer", guard.FirstDefer),
            guard.LongestDefer < guard.FirstDefer
                ? $"Guard.LongestDefer is {guard.LongestDefer}, less than Guard.FirstDefer ({guard.FirstDefer})"
                : Positive("Guard.LongestDefer", guard.LongestDefer),
            Positive("Approvals.Expires", guard.Approvals.Expires),
            Positive("Approvals.ValidFor", guard.Approvals.ValidFor),
        }.OfType<string>();
    }

    private static IEnumerable<string> Requirement(ApprovalDefaults approvals)
    {
        if (approvals.Requirement is not { } requirement)
        {
            yield break;
        }

        if (requirement.Groups is not { Count: > 0 })
        {
            yield return "Approvals.Requirement has no group: say who approves";
        }
        else if (
            requirement.Groups.Any(g => g.Count < 1 || g.Roles.Count == 0 || g.Roles.Any(string.IsNullOrWhiteSpace))
        )
        {
            yield return "Approvals.Requirement: every group needs a count of at least 1 and at least one role";
        }

        if (requirement.DenyThreshold < 1)
        {
            yield return $"Approvals.Requirement.DenyThreshold is {requirement.DenyThreshold}; it must be at least 1";
        }

        if (requirement.Expires is { } expires && Positive("Approvals.Requirement.Expires", expires) is { } wrong)
        {
            yield return wrong;
        }

        if (requirement.ValidFor is { } validFor && Positive("Approvals.Requirement.ValidFor", validFor) is { } also)
        {
            yield return also;
        }
    }

    private IEnumerable<string> Registrations(ActraOptions options)
    {
        var actors = services.GetServices<ActorResolverRegistration>().Select(r => r.Name).ToList();
        if (options.UnsignedHeaders is not null)
        {
            actors.Add("TrustUnsignedHeaders");
        }

        if (actors.Count > 1)
        {
            yield return $"a host has one actor resolver, and here are {actors.Count}: {string.Join(", ", actors)}";
        }

        if (services.GetServices<SigningKey>().Any() && Refusal(() => SigningKey.Ring(services)) is { } keys)
        {
            yield return $"SignWith: {keys}";
        }

        if (Refusal(() => HostVoteKeys.Build(services, options)) is { } votes)
        {
            yield return $"vote keys: {votes}";
        }
    }

    private IEnumerable<string> Retention(ActraOptions options)
    {
        if (options.AuditKeepFor is not { } keepFor)
        {
            if (options.AuditArchive is not null)
            {
                yield return "AuditArchive takes what AuditKeepFor cuts off, and AuditKeepFor is not set";
            }

            yield break;
        }

        if (Between("AuditKeepFor", keepFor, TimeSpan.FromMinutes(1), Longest) is { } wrong)
        {
            yield return wrong;
        }

        if (!services.GetServices<SigningKey>().Any() && services.GetService<ActraKeyRing>() is null)
        {
            yield return "AuditKeepFor needs keys, so that the log can be verified although its beginning is gone: call SignWith";
        }

        if (options.AuditArchive is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            yield return "AuditArchive is empty: name a folder, or leave it out";
        }
    }

    private static string? Refusal(Func<object> make)
    {
        try
        {
            make();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or ActraException)
        {
            return e.Message.Split(" (Parameter", 2)[0];
        }
    }

    internal static string? Positive(string name, TimeSpan value) =>
        Between(name, value, TimeSpan.FromMilliseconds(1), Longest);

    internal static string? Between(string name, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least || value > most ? $"{name} is {value}; it must be between {least} and {most}" : null;
}
