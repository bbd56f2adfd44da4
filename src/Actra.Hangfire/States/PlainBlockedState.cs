using Actra.Model;
using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>A blocked job for hosts whose filters look for Hangfire's own failed state.</summary>
internal sealed class PlainBlockedState : FailedState, IRefusal, IState
{
    public PlainBlockedState(Refusal refusal)
        : base(new ActraException(refusal.Reason))
    {
        Refusal = refusal;
        Reason = $"Blocked by policy ({refusal.Code}): {refusal.Reason}";
    }

    public Refusal Refusal { get; }

    Dictionary<string, string> IState.SerializeData()
    {
        var data = SerializeData();
        Refusal.AddTo(data);
        return data;
    }
}
