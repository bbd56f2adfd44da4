namespace Hangfire;

public class GlobalConfiguration : IGlobalConfiguration
{
    internal GlobalConfiguration() { }

    public static IGlobalConfiguration Configuration { get; } = new GlobalConfiguration();
}
