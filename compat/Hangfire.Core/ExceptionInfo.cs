using Newtonsoft.Json;

namespace Hangfire;

public class ExceptionInfo
{
    public ExceptionInfo(Exception exception)
        : this(
            exception?.GetType().FullName,
            exception?.Message,
            exception?.InnerException == null ? null : new ExceptionInfo(exception.InnerException)
        ) { }

    [JsonConstructor]
    public ExceptionInfo(string type, string message, ExceptionInfo innerException)
    {
        Type = type;
        Message = message;
        InnerException = innerException;
    }

    public string Type { get; }
    public string Message { get; }
    public ExceptionInfo InnerException { get; }

    public override string ToString() => $"{Type}: {Message}";
}
