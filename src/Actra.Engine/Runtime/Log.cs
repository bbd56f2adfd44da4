using Microsoft.Extensions.Logging;

namespace Actra.Runtime;

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "a call that is only audited could not be judged; it runs all the same")]
    public static partial void AuditFailed(ILogger logger, Exception error);

    [LoggerMessage(
        1102,
        LogLevel.Warning,
        "{Action} is only audited and can never be judged ({Code}: {Reason}); it runs all the same"
    )]
    public static partial void AuditRejected(ILogger logger, string action, string code, string reason);

    [LoggerMessage(
        1103,
        LogLevel.Error,
        "{Action} ran under approval {ApprovalId}, whose claim was lost meanwhile; look whether it ran twice"
    )]
    public static partial void ClaimLost(ILogger logger, string action, string approvalId);
}
