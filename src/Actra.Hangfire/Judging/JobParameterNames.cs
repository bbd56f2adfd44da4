namespace Actra.Hangfire;

/// <summary>The parameters of a job that the guard writes. None proves anything by itself; a caller's own of these names are removed.</summary>
internal static class JobParameterNames
{
    public const string Prefix = "Actra.";

    /// <summary>Who asked, for people to read.</summary>
    public const string Actor = "Actra.Actor";

    /// <summary>Who asked, sealed.</summary>
    public const string Seal = "Actra.Seal";

    /// <summary>On whose behalf an occurrence runs that a person triggered, for people to read.</summary>
    public const string Owner = "Actra.Owner";

    /// <summary>Where to look for the job's approval: a hint.</summary>
    public const string Approval = "Actra.Approval";

    /// <summary>Why the job never runs again.</summary>
    public const string Rejected = "Actra.Rejected";

    /// <summary>How often the job was set aside.</summary>
    public const string Deferrals = "Actra.Deferrals";

    /// <summary>The queue a job that was set aside comes back to.</summary>
    public const string Queue = "Actra.Queue";

    /// <summary>Hangfire's own: the recurring job that made the job.</summary>
    public const string RecurringJobId = "RecurringJobId";

    /// <summary>Hangfire's own: how often the job was retried.</summary>
    public const string RetryCount = "RetryCount";
}
