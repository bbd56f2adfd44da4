using Actra.Resolution;

namespace Actra.MassTransit.Tests;

/// <summary>A world that can be out of reach.</summary>
internal sealed class FailingSnapshots : ISnapshotResolver
{
    public volatile bool Broken;

    public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct) =>
        Broken ? throw new IOException("the database is away") : ValueTask.CompletedTask;
}
