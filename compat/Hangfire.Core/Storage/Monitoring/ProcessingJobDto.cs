namespace Hangfire.Storage.Monitoring;

public class ProcessingJobDto
{
    public ProcessingJobDto()
    {
        InProcessingState = true;
    }

    public Job Job { get; set; }
    public JobLoadException LoadException { get; set; }
    public InvocationData InvocationData { get; set; }
    public bool InProcessingState { get; set; }
    public string ServerId { get; set; }
    public DateTime? StartedAt { get; set; }
    public IDictionary<string, string> StateData { get; set; }
}
