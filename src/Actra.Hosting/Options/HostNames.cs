using Actra.Guard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actra.Hosting;

/// <summary>What the host's environment says where the options say nothing.</summary>
internal static class HostNames
{
    public static string ContentRoot(IServiceProvider services) =>
        services.GetService<IHostEnvironment>()?.ContentRootPath is { Length: > 0 } root
            ? root
            : Environment.CurrentDirectory;

    /// <summary>Gives the guard the application's name where the service has none of its own.</summary>
    public static GuardOptions Complete(ActraOptions options, IServiceProvider services)
    {
        var guard = options.Guard;
        if (options.ServiceName.Length > 0)
        {
            guard.ServiceName = options.ServiceName;
        }
        else if (guard.ServiceName.Length == 0)
        {
            var name = services.GetService<IHostEnvironment>()?.ApplicationName ?? AppDomain.CurrentDomain.FriendlyName;
            guard.ServiceName = string.Concat(
                name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')
            );
        }

        return guard;
    }
}
