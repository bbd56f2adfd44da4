namespace Actra.Hosting;

/// <summary>What a notifier throws who knows more than that it failed: when to try again, or that there is no use in trying.</summary>
/// <param name="message">What went wrong. It is logged and kept with the notice: nothing secret may stand in it.</param>
/// <param name="inner">The cause.</param>
public sealed class NotDeliveredException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where trying again is of no use: the notice is a dead letter as soon as nobody else is still to be told.</summary>
    public bool GiveUp { get; init; }

    /// <summary>How long to wait at least, where the other side has said so; at most a day is waited. Null for the usual delay.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
