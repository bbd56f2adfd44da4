using Actra.Approvals;
using Actra.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>All keys whose votes a host believes: those of its code, and those of its files.</summary>
internal static class HostVoteKeys
{
    /// <exception cref="Model.ActraException">A file cannot be read.</exception>
    /// <exception cref="ArgumentException">A key cannot be used, or stands twice.</exception>
    public static VoteKeys Build(IServiceProvider services, ActraOptions options) =>
        new([
            .. services.GetServices<VoteKey>(),
            .. options
                .VoteKeyFiles.Select(file => Path.Combine(HostNames.ContentRoot(services), file))
                .SelectMany(VoteKeyFile.Read),
        ]);
}
