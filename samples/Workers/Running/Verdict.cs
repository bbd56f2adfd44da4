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

        if (item.Executions != (outcome == Outcome.Executed ? 1 : 0))
        {
            return $"{name}: it is {outcome.ToName()}, and its handler has run {item.Executions} times";
        }

        var expected = Expected(item, nobodyVotes);
        return expected is null || expected == outcome
            ? null
            : $"{name}: it is {outcome.ToName()}, not {expected.Value.ToName()}{(item.Reason is null ? "" : $" ({item.Reason})")}";
    }

    private static Outcome? Expected(Tracked item, bool nobodyVotes) =>
        item.First switch
        {
            Outcome.Parked when item.IsLost => Outcome.Faulted,
            Outcome.Parked when nobodyVotes => null,
            Outcome.Parked => item.Wish switch
            {
                Wish.Approve => Outcome.Executed,
                Wish.Deny => Outcome.Denied,
                _ => Outcome.Expired,
            },
            _ => item.Effect == "allow" ? Outcome.Executed : Outcome.Faulted,
        };
}
