using Actra.Approvals;
using Actra.Testing;

namespace Actra.Hosting.Tests;

/// <summary>A store whose changes by others are told, as long as its connection holds.</summary>
internal sealed class WakingStore(TimeProvider clock) : DelegatingApprovalStore, IApprovalWake
{
    private volatile Action? _wake;
    private TaskCompletionSource _connection = new();
    private int _connections;

    public override IApprovalWake? Wake => this;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Set: no connection can be made.</summary>
    public string? Problem { get; set; }

    protected override IApprovalStore Inner { get; } = new InMemoryApprovalStore(clock);

    /// <summary>As if another process had changed something.</summary>
    public void Tell() => _wake!();

    public void Break(string problem) => _connection.SetException(new IOException(problem));

    public async Task ListenAsync(string service, Action wake, CancellationToken ct)
    {
        Assert.Equal("payments", service);
        if (Problem is { } problem)
        {
            Interlocked.Increment(ref _connections);
            throw new IOException(problem);
        }

        _connection = new TaskCompletionSource();
        _wake = wake;
        Interlocked.Increment(ref _connections);
        await _connection.Task.WaitAsync(ct);
    }
}
