using Actra.Capabilities;
using Actra.Language;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

internal static partial class CapabilityLog
{
    [LoggerMessage(5401, LogLevel.Information, "Capability policy {Hash} is in force, mode {Mode}")]
    public static partial void Loaded(ILogger logger, string hash, ExecutionMode mode);

    [LoggerMessage(5402, LogLevel.Warning, "Capability policy warning: {Warning}")]
    public static partial void Warned(ILogger logger, Diagnostic warning);

    [LoggerMessage(5403, LogLevel.Warning, "Capabilities are only observed: nothing is blocked, and nobody is asked")]
    public static partial void OnlyObserved(ILogger logger);
}
