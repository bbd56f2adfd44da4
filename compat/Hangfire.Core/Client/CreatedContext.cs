namespace Hangfire.Client;

public class CreatedContext : CreateContext
{
    public CreatedContext(CreateContext context, BackgroundJob backgroundJob, bool canceled, Exception exception)
        : base(context)
    {
        BackgroundJob = backgroundJob;
        Canceled = canceled;
        Exception = exception;
    }

    [Obsolete("Use BackgroundJob.")]
    public string JobId => BackgroundJob?.Id;

    public BackgroundJob BackgroundJob { get; }
    public override IDictionary<string, object> Parameters => base.Parameters.AsReadOnly();
    public Exception Exception { get; }
    public bool Canceled { get; }
    public bool ExceptionHandled { get; set; }

    [Obsolete("Parameters are set in OnCreating.")]
    public void SetJobParameter(string name, object value) =>
        throw new InvalidOperationException("Could not set parameter for a created job.");
}
