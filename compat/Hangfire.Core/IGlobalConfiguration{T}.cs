namespace Hangfire;

public interface IGlobalConfiguration<out T> : IGlobalConfiguration
{
    T Entry { get; }
}
