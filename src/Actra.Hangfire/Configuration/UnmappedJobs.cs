namespace Actra.Hangfire;

/// <summary>What becomes of jobs whose method and type have neither <see cref="ActraActionAttribute"/> nor <see cref="ActraExemptAttribute"/>.</summary>
public enum UnmappedJobs
{
    /// <summary>They are blocked, with the code <c>not_mapped</c>.</summary>
    Block = 0,

    /// <summary>They run without a decision.</summary>
    Allow = 1,
}
