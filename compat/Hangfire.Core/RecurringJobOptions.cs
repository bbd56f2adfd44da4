namespace Hangfire;

public class RecurringJobOptions
{
    private TimeZoneInfo _timeZone = TimeZoneInfo.Utc;
    private string _queueName = EnqueuedState.DefaultQueue;

    public RecurringJobOptions() { }

    public TimeZoneInfo TimeZone
    {
        get => _timeZone;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _timeZone = value;
        }
    }

    [Obsolete("Give the queue with the method call.")]
    public string QueueName
    {
        get => _queueName;
        set
        {
            Common.QueueName.Validate(value, nameof(value));
            _queueName = value;
        }
    }

    public MisfireHandlingMode MisfireHandling { get; set; }
}
