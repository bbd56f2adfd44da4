namespace Hangfire.Storage.Monitoring;

public class ScheduledJobDto
{
    public ScheduledJobDto()
    {
        InScheduledState = true;
    }

    public Job Job { get; set; }
    public JobLoadException LoadException { get; set; }
    public InvocationData InvocationData { get; set; }
    public DateTime EnqueueAt { get; set; }
    public DateTime? ScheduledAt { get; set; }
    public bool InScheduledState { get; set; }
    public IDictionary<string, string> StateData { get; set; }
}
