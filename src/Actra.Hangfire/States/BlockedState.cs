using Actra.Guard;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>
/// A blocked job. The name is that of Hangfire's failed state, so that it is listed, counted and requeued like any failed job; the type is not, so automatic
/// retry leaves it alone.
/// </summary>
internal sealed class BlockedState(Refusal refusal) : IRefusal
{
    public const string StateName = "Failed";

    private readonly DateTime _failedAt = DateTime.UtcNow;

    public Refusal Refusal => refusal;

    public string Name => StateName;

    public string Reason => $"Blocked by policy ({refusal.Code}): {refusal.Reason}";

    public bool IsFinal => false;

    public bool IgnoreJobLoadException => false;

    public Dictionary<string, string> SerializeData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FailedAt"] = JobHelper.SerializeDateTime(_failedAt),
            ["ExceptionType"] = typeof(ActraPolicyException).FullName!,
            ["ExceptionMessage"] = refusal.Reason,
            ["ExceptionDetails"] = Details(refusal),
        };
        refusal.AddTo(data);
        return data;
    }

    private static string Details(Refusal refusal)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        refusal.AddTo(data);
        return "The guard did not let this job run."
            + string.Concat(data.Select(pair => $"\n{pair.Key}: {pair.Value}"));
    }
}
