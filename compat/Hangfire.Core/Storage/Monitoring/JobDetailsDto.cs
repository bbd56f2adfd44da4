namespace Hangfire.Storage.Monitoring;

public class JobDetailsDto
{
    public JobDetailsDto() { }

    public Job Job { get; set; }
    public JobLoadException LoadException { get; set; }
    public InvocationData InvocationData { get; set; }
    public DateTime? CreatedAt { get; set; }
    public IDictionary<string, string> Properties { get; set; }
    public IList<StateHistoryDto> History { get; set; }
    public DateTime? ExpireAt { get; set; }
}
