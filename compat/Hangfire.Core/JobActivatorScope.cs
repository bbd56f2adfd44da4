namespace Hangfire;

public abstract class JobActivatorScope : IDisposable
{
    private static readonly ThreadLocal<JobActivatorScope> CurrentScope = new();

    protected JobActivatorScope()
    {
        CurrentScope.Value = this;
    }

    public static JobActivatorScope Current => CurrentScope.Value;

    [Obsolete("Derive from this class instead.")]
    public object InnerScope { get; set; }

    public abstract object Resolve(Type type);

    public virtual void DisposeScope() { }

    public void Dispose()
    {
        try
        {
            DisposeScope();
        }
        finally
        {
            CurrentScope.Value = null;
        }
    }
}
