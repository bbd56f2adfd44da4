namespace Actra.Hosting;

/// <summary>How often and for how long somebody is told of what happens to requests who cannot be reached.</summary>
public sealed class NoticeOptions
{
    /// <summary>How often a notice is tried before it becomes a dead letter, which only a person sends again.</summary>
    /// <value>8, which is about eight hours with the default delays; from 1 to 100.</value>
    public int Attempts { get; set; } = 8;

    /// <summary>The delay after the first attempt that failed. Each one after it is four times as long, up to <see cref="LongestRetry"/>; all are varied by a fifth.</summary>
    /// <value>5 seconds; more than zero.</value>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest delay, unless an endpoint asks for a longer one.</summary>
    /// <value>6 hours; not less than <see cref="FirstRetry"/>.</value>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a notifier may take for one notice.</summary>
    /// <value>30 seconds; more than zero.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
