using Actra.Approvals;

namespace Actra.Storage;

/// <summary>Sets of states as statements write them: a partial index is used where its condition stands in the statement word for word.</summary>
internal static class PostgresStates
{
    /// <summary>Requests that may still change.</summary>
    public static string Open { get; } = In(Enum.GetValues<ApprovalState>().Where(state => !state.IsClosed()));

    /// <summary>Requests that are closed for good.</summary>
    public static string Closed { get; } = In(Enum.GetValues<ApprovalState>().Where(state => state.IsClosed()));

    private static string In(IEnumerable<ApprovalState> states) =>
        $"state IN ({string.Join(", ", states.Select(state => (int)state))})";
}
