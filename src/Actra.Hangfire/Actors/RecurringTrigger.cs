using Hangfire.Client;

namespace Actra.Hangfire;

/// <summary>Tells an occurrence of a recurring job from a job that merely says so.</summary>
internal static class RecurringTrigger
{
    /// <summary>The recurring job whose occurrence is being created; null where it is none: only its scheduler and manager create jobs without a first state.</summary>
    public static string? Of(CreateContext context) =>
        context.InitialState is null && context.Parameters.TryGetValue(JobParameterNames.RecurringJobId, out var id)
            ? id as string
            : null;
}
