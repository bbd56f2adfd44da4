using Newtonsoft.Json;

namespace Hangfire.States;

public class FailedState : IState
{
    public static readonly string StateName = "Failed";

    public FailedState(Exception exception)
        : this(exception, serverId: null) { }

    public FailedState(Exception exception, string serverId)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception = exception;
        ServerId = serverId;
        FailedAt = DateTime.UtcNow;
    }

    public DateTime FailedAt { get; }
    public Exception Exception { get; }

    [JsonIgnore]
    public bool IncludeFileInfo { get; set; }

    public string ServerId { get; }

    [JsonIgnore]
    public string Name => StateName;

    public string Reason { get; set; }

    [JsonIgnore]
    public bool IsFinal => false;

    [JsonIgnore]
    public bool IgnoreJobLoadException => false;

    public int? MaxLinesInStackTrace { get; set; }

    public Dictionary<string, string> SerializeData()
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FailedAt"] = JobHelper.SerializeDateTime(FailedAt),
            ["ExceptionType"] = Exception.GetType().FullName,
            ["ExceptionMessage"] = Exception.Message,
            ["ExceptionDetails"] = Details(),
        };
        if (ServerId != null)
        {
            data["ServerId"] = ServerId;
        }

        return data;
    }

    private string Details()
    {
        var text = Exception.ToString();
        return MaxLinesInStackTrace is { } lines ? string.Join('\n', text.Split('\n').Take(lines)) : text;
    }
}
