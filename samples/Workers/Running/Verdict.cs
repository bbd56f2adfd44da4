namespace Workers.Running;

/// <summary>Compares where items ended with what policy and approver said.</summary>
internal static class Verdict
{
    public static IEnumerable<string> Problems(IEnumerable<Tracked> items, bool nobodyVotes) =>
        items.Select(item => Problem(item, nobodyVotes)).OfType<string>();

    private static string? Problem(Tracked item, bool nobodyVotes)
    {
        var name = item.Item.Name;
        if (item.Outcome is not { } outcome)
        {
            return $"{name}: nothing was heard of it in time";
        }

        if (!IsRightNumber(item, outcome))
        {
            return $"{name}: it is {outcome.ToName()}, and its handler has run {item.Executions} times";
        }

        if (outcome == Outcome.Parked)
        {
            return nobodyVotes ? null : $"{name}: it still waits";
        }

        var expected = Expected(item);
        return expected is null || expected == outcome
            ? null
            : $"{name}: it is {outcome.ToName()}, not {expected.Value.ToName()}{(item.Reason is null ? "" : $" ({item.Reason})")}";
    }

    /// <summary>A handler runs once, and without leave never. After a kill a broker may deliver again what needed no approval: see its own promises.</summary>
    private static bool IsRightNumber(Tracked item, Outcome outcome) =>
        outcome != Outcome.Executed ? item.Executions == 0
        : item.First == Outcome.Parked ? item.Executions == 1
        : item.Executions >= 1;

    /// <summary>Null where this run had no say: the vote was taken, or time was over, before it began.</summary>
    private static Outcome? Expected(Tracked item) =>
        item.First switch
        {
            _ when item.IsLost => Outcome.Faulted,
            Outcome.Parked => item.Wish switch
            {
                Wish.Approve => Outcome.Executed,
                Wish.Deny => Outcome.Denied,
                Wish.Expire => Outcome.Expired,
                _ => null,
            },
            _ => item.Effect == "allow" ? Outcome.Executed : Outcome.Faulted,
        };
}
