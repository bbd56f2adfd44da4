using System.Globalization;

namespace Hangfire;

/// <summary>Counts succeeded, failed and deleted jobs by day and by hour.</summary>
public sealed class StatisticsHistoryAttribute : JobFilterAttribute, IElectStateFilter
{
    private static readonly (string State, string Counter)[] Counted =
    [
        (SucceededState.StateName, "succeeded"),
        (FailedState.StateName, "failed"),
        (DeletedState.StateName, "deleted"),
    ];

    public StatisticsHistoryAttribute()
    {
        Order = 30;
    }

    public void OnStateElection(ElectStateContext context)
    {
        var now = DateTime.UtcNow;
        foreach (var (state, counter) in Counted)
        {
            if (string.Equals(context.CandidateState.Name, state, StringComparison.OrdinalIgnoreCase))
            {
                context.Transaction.IncrementCounter(
                    string.Create(CultureInfo.InvariantCulture, $"stats:{counter}:{now:yyyy-MM-dd}"),
                    TimeSpan.FromDays(30)
                );
                context.Transaction.IncrementCounter(
                    string.Create(CultureInfo.InvariantCulture, $"stats:{counter}:{now:yyyy-MM-dd-HH}"),
                    TimeSpan.FromDays(1)
                );
            }
        }
    }
}
