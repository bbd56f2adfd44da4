namespace Hangfire.Storage.Monitoring;

public class AwaitingJobDto
{
    public AwaitingJobDto()
    {
        InAwaitingState = true;
    }

    public Job Job { get; set; }
    public JobLoadException LoadException { get; set; }
    public InvocationData InvocationData { get; set; }
    public DateTime? AwaitingAt { get; set; }
    public string ParentStateName { get; set; }
    public bool InAwaitingState { get; set; }
    public IDictionary<string, string> StateData { get; set; }
}
