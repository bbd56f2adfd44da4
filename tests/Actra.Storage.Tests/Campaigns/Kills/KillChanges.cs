namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>Tells those who wait for something that something has happened.</summary>
internal sealed class KillChanges
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends when something happens from now on.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Happened() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
