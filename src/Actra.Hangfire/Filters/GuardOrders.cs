using Actra.Model;
using Hangfire;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>Where the guard's filters stand among others.</summary>
internal static class GuardOrders
{
    /// <summary>After every other filter, so that nothing a caller or another filter passes stands over the stamp.</summary>
    public const int Stamp = int.MaxValue;

    /// <summary>After automatic retry (20), which must have had its say about a failure; before continuations (1000), which must see how a job ended.</summary>
    public const int Judge = 990;

    /// <summary>Last: sees what was elected in the end.</summary>
    public const int Settle = int.MaxValue;

    /// <summary>Innermost: sees the arguments that the method gets.</summary>
    public const int Backstop = int.MaxValue;

    /// <summary>Checks filters that were put together, by the guard or by the host.</summary>
    /// <exception cref="ActraException">A filter of the guard is missing, stands twice or elsewhere, or another one would undo what it elects.</exception>
    public static void Check(IEnumerable<JobFilter> filters, bool plainFailedState)
    {
        var all = filters.ToList();
        Check<StampFilter>(all, Stamp);
        Check<JudgeFilter>(all, Judge);
        Check<SettleFilter>(all, Settle);
        Check<BackstopFilter>(all, Backstop);
        if (plainFailedState && all.Exists(f => f.Instance is AutomaticRetryAttribute && f.Order >= Judge))
        {
            throw new ActraException(
                $"automatic retry has an order of {Judge} or more: it would retry jobs that are blocked by a plain failed state"
            );
        }
    }

    private static void Check<T>(List<JobFilter> filters, int order)
    {
        var found = filters.FindAll(filter => filter.Instance is T);
        if (found.Count != 1 || found[0].Order != order)
        {
            throw new ActraException(
                $"the job filter {typeof(T).Name} must be there once, with order {order}; found: "
                    + (found.Count == 0 ? "none" : string.Join(", ", found.Select(filter => filter.Order)))
            );
        }
    }
}
