namespace Hangfire.Common;

public class JobLoadException : Exception
{
    public JobLoadException(string message, Exception innerException)
        : base(message, innerException) { }
}
