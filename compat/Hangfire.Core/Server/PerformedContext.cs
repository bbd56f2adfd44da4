namespace Hangfire.Server;

public class PerformedContext : PerformContext
{
    public PerformedContext(PerformContext context, object result, bool canceled, Exception exception)
        : base(context)
    {
        Result = result;
        Canceled = canceled;
        Exception = exception;
    }

    public object Result { get; }
    public bool Canceled { get; }
    public Exception Exception { get; }
    public bool ExceptionHandled { get; set; }
}
