namespace Hangfire.Logging;

public static class LogProvider
{
    private static ILogProvider _provider;

    public static void SetCurrentLogProvider(ILogProvider logProvider) => _provider = logProvider;

    public static ILog For<T>() => GetLogger(typeof(T));

    public static ILog GetLogger(Type type) => GetLogger(type.FullName);

    public static ILog GetLogger(string name) => new CurrentLog(name);

    /// <summary>Asks for the provider at each line, for loggers are made before it is set.</summary>
    private sealed class CurrentLog(string name) : ILog
    {
        public bool Log(LogLevel logLevel, Func<string> messageFunc, Exception exception = null) =>
            _provider?.GetLogger(name)?.Log(logLevel, messageFunc, exception) ?? false;
    }
}
