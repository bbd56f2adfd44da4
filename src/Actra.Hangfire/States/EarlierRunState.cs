using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>
/// A second copy of an approved job that has run: a duplicate entry in the queue, a crash between the method's return and the job's last state, or a requeue. The
/// job did succeed, so that is what it says; its method is not called again, and its result, if it had one, is not repeated.
/// </summary>
internal sealed class EarlierRunState : SucceededState, IRefusal
{
    public EarlierRunState(string reason)
        : base(null, 0, 0) => Reason = reason;
}
