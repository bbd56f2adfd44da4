namespace Hangfire.Server;

public class ServerWatchdogOptions
{
    public TimeSpan ServerTimeout { get; set; } = TimeSpan.FromMinutes(5);
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromMinutes(5);
}
