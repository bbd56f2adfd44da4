namespace Actra.Hangfire;

/// <summary>How a run of a job ended, as far as its approval is concerned.</summary>
internal enum JobEnd
{
    /// <summary>Its method will not be called again, and has not succeeded.</summary>
    Failed,

    /// <summary>Its method has succeeded.</summary>
    Succeeded,

    /// <summary>Its method will be called again.</summary>
    Again,
}
