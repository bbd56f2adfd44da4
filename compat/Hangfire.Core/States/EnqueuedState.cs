using Newtonsoft.Json;

namespace Hangfire.States;

public class EnqueuedState : IState
{
    public const string DefaultQueue = "default";
    public static readonly string StateName = "Enqueued";
    private string _queue;

    public EnqueuedState()
        : this(DefaultQueue) { }

    [JsonConstructor]
    public EnqueuedState(string queue)
    {
        QueueName.Validate(queue, nameof(queue));
        _queue = queue;
        EnqueuedAt = DateTime.UtcNow;
    }

    public string Queue
    {
        get => _queue;
        set
        {
            QueueName.Validate(value, nameof(value));
            _queue = value;
        }
    }

    public DateTime EnqueuedAt { get; }

    [JsonIgnore]
    public string Name => StateName;

    public string Reason { get; set; }

    [JsonIgnore]
    public bool IsFinal => false;

    [JsonIgnore]
    public bool IgnoreJobLoadException => false;

    public Dictionary<string, string> SerializeData() =>
        new(StringComparer.Ordinal) { ["EnqueuedAt"] = JobHelper.SerializeDateTime(EnqueuedAt), ["Queue"] = Queue };
}
