using Newtonsoft.Json;

namespace Hangfire.States;

public class DeletedState : IState
{
    public static readonly Exception DefaultException = null;
    public static readonly string StateName = "Deleted";

    public DeletedState()
        : this(exceptionInfo: null) { }

    [JsonConstructor]
    public DeletedState(ExceptionInfo exceptionInfo)
    {
        ExceptionInfo = exceptionInfo;
        DeletedAt = DateTime.UtcNow;
    }

    public ExceptionInfo ExceptionInfo { get; }

    [JsonIgnore]
    public string Name => StateName;

    public string Reason { get; set; }

    [JsonIgnore]
    public bool IsFinal => true;

    [JsonIgnore]
    public bool IgnoreJobLoadException => true;

    public DateTime DeletedAt { get; }

    public Dictionary<string, string> SerializeData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DeletedAt"] = JobHelper.SerializeDateTime(DeletedAt),
        };
        if (ExceptionInfo != null)
        {
            data["Exception"] = SerializationHelper.Serialize(ExceptionInfo, SerializationOption.Internal);
        }

        return data;
    }
}
