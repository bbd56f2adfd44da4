using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>An enqueued state that carries what lets the job run.</summary>
internal sealed class GrantingState(string queue, string grant) : EnqueuedState(queue)
{
    public string Grant { get; } = grant;
}
