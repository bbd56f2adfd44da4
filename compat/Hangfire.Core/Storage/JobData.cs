namespace Hangfire.Storage;

public class JobData
{
    public JobData() { }

    public string State { get; set; }
    public Job Job { get; set; }
    public InvocationData InvocationData { get; set; }
    public DateTime CreatedAt { get; set; }
    public IReadOnlyDictionary<string, string> ParametersSnapshot { get; set; }
    public JobLoadException LoadException { get; set; }

    public void EnsureLoaded()
    {
        if (LoadException != null)
        {
            throw LoadException;
        }
    }
}
