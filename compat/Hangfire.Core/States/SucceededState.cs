using System.Globalization;
using Newtonsoft.Json;

namespace Hangfire.States;

public class SucceededState : IState
{
    public static readonly string StateName = "Succeeded";

    public SucceededState(object result, long latency, long performanceDuration)
    {
        Result = result;
        Latency = latency;
        PerformanceDuration = performanceDuration;
        SucceededAt = DateTime.UtcNow;
    }

    public DateTime SucceededAt { get; }
    public object Result { get; }
    public long Latency { get; }
    public long PerformanceDuration { get; }

    [JsonIgnore]
    public string Name => StateName;

    public string Reason { get; set; }

    [JsonIgnore]
    public bool IsFinal => true;

    [JsonIgnore]
    public bool IgnoreJobLoadException => false;

    public Dictionary<string, string> SerializeData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SucceededAt"] = JobHelper.SerializeDateTime(SucceededAt),
            ["PerformanceDuration"] = PerformanceDuration.ToString(CultureInfo.InvariantCulture),
            ["Latency"] = Latency.ToString(CultureInfo.InvariantCulture),
        };
        if (Result != null)
        {
            data["Result"] = SerializationHelper.Serialize(Result, Result.GetType(), SerializationOption.User);
        }

        return data;
    }
}
