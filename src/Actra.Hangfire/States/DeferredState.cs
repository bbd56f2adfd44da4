using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>A job that could not be judged now: it is looked at again after a delay.</summary>
internal sealed class DeferredState : ScheduledState, IRefusal
{
    public DeferredState(TimeSpan delay, string reason)
        : base(delay) => Reason = $"Not judged yet: {reason}";
}
