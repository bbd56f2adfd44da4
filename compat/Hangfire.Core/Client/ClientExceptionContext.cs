namespace Hangfire.Client;

public class ClientExceptionContext : CreateContext
{
    public ClientExceptionContext(CreateContext createContext, Exception exception)
        : base(createContext)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Exception = exception;
    }

    public Exception Exception { get; }
    public bool ExceptionHandled { get; set; }
}
