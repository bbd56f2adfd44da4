using Newtonsoft.Json;

namespace Hangfire.States;

public class ProcessingState : IState
{
    public static readonly string StateName = "Processing";

    internal ProcessingState(string serverId, string workerId)
    {
        ServerId = serverId;
        WorkerId = workerId;
        StartedAt = DateTime.UtcNow;
    }

    public DateTime StartedAt { get; }
    public string ServerId { get; }
    public string WorkerId { get; }

    [JsonIgnore]
    public string Name => StateName;

    public string Reason { get; set; }

    [JsonIgnore]
    public bool IsFinal => false;

    [JsonIgnore]
    public bool IgnoreJobLoadException => false;

    public Dictionary<string, string> SerializeData() =>
        new(StringComparer.Ordinal)
        {
            ["StartedAt"] = JobHelper.SerializeDateTime(StartedAt),
            ["ServerId"] = ServerId,
            ["WorkerId"] = WorkerId,
        };
}
