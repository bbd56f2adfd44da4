namespace Hangfire;

public class BackgroundJobClientException : Exception
{
    public BackgroundJobClientException(string message, Exception inner)
        : base(message, inner) { }
}
