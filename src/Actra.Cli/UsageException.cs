namespace Actra.Cli;

/// <summary>The user gave something that cannot be understood; the message says what, and no trace is shown.</summary>
internal sealed class UsageException(string message) : Exception(message);
