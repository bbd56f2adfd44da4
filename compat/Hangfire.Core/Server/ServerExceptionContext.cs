namespace Hangfire.Server;

public class ServerExceptionContext : PerformContext
{
    public ServerExceptionContext(PerformContext context, Exception exception)
        : base(context)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception = exception;
    }

    public Exception Exception { get; }
    public bool ExceptionHandled { get; set; }
}
