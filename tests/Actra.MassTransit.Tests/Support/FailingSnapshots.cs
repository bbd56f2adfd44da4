using Actra.Approvals;
using Actra.Resolution;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.MassTransit.Tests;

/// <summary>A world that can be out of reach.</summary>
internal sealed class FailingSnapshots : ISnapshotResolver
{
    public volatile bool Broken;

    public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct) =>
        Broken ? throw new IOException("the database is away") : ValueTask.CompletedTask;
}

internal static class VoteKeyServices
{
    public static void AddVoteKeys(this IServiceCollection services, params VoteKey[] keys) =>
        services.AddSingleton(new VoteKeys(keys));
}
