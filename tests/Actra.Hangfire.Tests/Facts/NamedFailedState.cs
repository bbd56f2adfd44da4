using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>Named as the failed state is, and of another type.</summary>
internal sealed class NamedFailedState : IState
{
    public string Name => FailedState.StateName;
    public string Reason => "blocked";
    public bool IsFinal => false;
    public bool IgnoreJobLoadException => true;

    public Dictionary<string, string> SerializeData() =>
        new(StringComparer.Ordinal)
        {
            ["FailedAt"] = global::Hangfire.Common.JobHelper.SerializeDateTime(DateTime.UtcNow),
            ["ExceptionType"] = "Blocked",
            ["ExceptionMessage"] = "blocked by a rule",
            ["ExceptionDetails"] = "blocked by a rule",
        };
}
