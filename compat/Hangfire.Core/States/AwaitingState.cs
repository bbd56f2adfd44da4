using Newtonsoft.Json;

namespace Hangfire.States;

public class AwaitingState : IState
{
    public static readonly string StateName = "Awaiting";
    private static readonly TimeSpan DefaultExpiration = TimeSpan.FromDays(365);

    public AwaitingState(string parentId)
        : this(parentId, new EnqueuedState()) { }

    public AwaitingState(string parentId, IState nextState)
        : this(parentId, nextState, JobContinuationOptions.OnlyOnSucceededState) { }

    public AwaitingState(string parentId, IState nextState, JobContinuationOptions options)
        : this(parentId, nextState, options, DefaultExpiration) { }

    [JsonConstructor]
    public AwaitingState(string parentId, IState nextState, JobContinuationOptions options, TimeSpan expiration)
    {
        ArgumentNullException.ThrowIfNull(parentId);
        ArgumentNullException.ThrowIfNull(nextState);
        ParentId = parentId;
        NextState = nextState;
        Options = options;
        Expiration = expiration;
    }

    public string ParentId { get; }
    public IState NextState { get; }
    public JobContinuationOptions Options { get; }

    [JsonIgnore]
    public TimeSpan Expiration { get; }

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
            ["ParentId"] = ParentId,
            ["NextState"] = SerializationHelper.Serialize(NextState, SerializationOption.TypedInternal),
            ["Options"] = Options.ToString("D"),
        };
}
