namespace Hangfire.States;

[Obsolete("Use the derived contexts.")]
public abstract class StateContext
{
    protected StateContext() { }

    public abstract BackgroundJob BackgroundJob { get; }

    [Obsolete("Use BackgroundJob.")]
    public string JobId => BackgroundJob.Id;

    [Obsolete("Use BackgroundJob.")]
    public Job Job => BackgroundJob.Job;

    [Obsolete("Use BackgroundJob.")]
    public DateTime CreatedAt => BackgroundJob.CreatedAt;
}
