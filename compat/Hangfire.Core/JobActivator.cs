namespace Hangfire;

public class JobActivator
{
    private static JobActivator _current = new();

    public JobActivator() { }

    public static JobActivator Current
    {
        get => _current;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _current = value;
        }
    }

    public virtual object ActivateJob(Type jobType) => Activator.CreateInstance(jobType);

    [Obsolete("Give the context.")]
    public virtual JobActivatorScope BeginScope() => new SimpleScope(this);

    public virtual JobActivatorScope BeginScope(JobActivatorContext context) => BeginScope();

    public virtual JobActivatorScope BeginScope(PerformContext context) =>
        BeginScope(new JobActivatorContext(context.Connection, context.BackgroundJob, context.CancellationToken));

    private sealed class SimpleScope(JobActivator activator) : JobActivatorScope
    {
        private readonly List<IDisposable> _disposables = [];

        public override object Resolve(Type type)
        {
            var instance = activator.ActivateJob(type);
            if (instance is IDisposable disposable)
            {
                _disposables.Add(disposable);
            }

            return instance;
        }

        public override void DisposeScope() => _disposables.ForEach(disposable => disposable.Dispose());
    }
}
