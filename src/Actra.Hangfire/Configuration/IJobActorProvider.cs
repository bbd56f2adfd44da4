using Actra.Resolution;

namespace Actra.Hangfire;

/// <summary>Says who creates jobs, for example from the current request. A DI service; asked on the creating thread.</summary>
public interface IJobActorProvider
{
    /// <summary>The actor on whose behalf a job is being created; null where nobody can be named.</summary>
    Actor? GetCurrent();
}
