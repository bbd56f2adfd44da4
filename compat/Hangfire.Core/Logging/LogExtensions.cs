namespace Hangfire.Logging;

public static class LogExtensions
{
    public static void Debug(this ILog logger, string message) => logger.Log(LogLevel.Debug, () => message);

    public static void Info(this ILog logger, string message) => logger.Log(LogLevel.Info, () => message);

    public static void Warn(this ILog logger, string message) => logger.Log(LogLevel.Warn, () => message);

    public static void WarnException(this ILog logger, string message, Exception exception) =>
        logger.Log(LogLevel.Warn, () => message, exception);

    public static void Error(this ILog logger, string message) => logger.Log(LogLevel.Error, () => message);

    public static void ErrorException(this ILog logger, string message, Exception exception) =>
        logger.Log(LogLevel.Error, () => message, exception);
}
