namespace Hangfire.Client;

public class CreatingContext : CreateContext
{
    public CreatingContext(CreateContext context)
        : base(context) { }

    public bool Canceled { get; set; }

    public void SetJobParameter(string name, object value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Parameters[name] = value;
    }

    public T GetJobParameter<T>(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Parameters.TryGetValue(name, out var value) ? (T)value : default;
    }
}
