using Newtonsoft.Json;

namespace Hangfire.States;

public class ScheduledState : IState
{
    public static readonly string StateName = "Scheduled";

    public ScheduledState(TimeSpan enqueueIn)
        : this(DateTime.UtcNow.Add(enqueueIn)) { }

    [JsonConstructor]
    public ScheduledState(DateTime enqueueAt)
    {
        EnqueueAt = enqueueAt;
        ScheduledAt = DateTime.UtcNow;
    }

    public DateTime EnqueueAt { get; }
    public DateTime ScheduledAt { get; }

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
            ["EnqueueAt"] = JobHelper.SerializeDateTime(EnqueueAt),
            ["ScheduledAt"] = JobHelper.SerializeDateTime(ScheduledAt),
        };
}
