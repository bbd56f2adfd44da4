using Actra.Resolution;

namespace Actra.Hangfire.Tests.Guard;

/// <summary>A snapshot resolver that a test makes fail or hang.</summary>
internal sealed class SwitchedSnapshot : ISnapshotResolver
{
    public bool Fails { get; set; }

    public bool Hangs { get; set; }

    public async ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct)
    {
        if (Fails)
        {
            throw new InvalidOperationException("the snapshot is down");
        }

        while (Hangs)
        {
            await Task.Delay(10, CancellationToken.None);
        }
    }
}
