namespace Hangfire.Server;

public class JobPerformanceException : Exception
{
    public JobPerformanceException(string message, Exception innerException)
        : base(message, innerException) { }

    public JobPerformanceException(string message, Exception innerException, string jobId)
        : base(message, innerException)
    {
        JobId = jobId;
    }

    public string JobId { get; }
}
