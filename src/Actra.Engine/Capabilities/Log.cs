using Microsoft.Extensions.Logging;

namespace Actra.Capabilities;

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Error, "{Capability} needs approval, and the approval store failed; it is denied")]
    public static partial void StoreFailed(ILogger logger, Exception error, string capability);

    [LoggerMessage(1202, LogLevel.Error, "the decision about {Capability} could not be recorded")]
    public static partial void RecordFailed(ILogger logger, Exception error, string capability);
}
