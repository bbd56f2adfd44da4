namespace Workers.Running;

/// <summary>An item on its way: what was decided, and where it is now.</summary>
/// <param name="item">The item.</param>
/// <param name="workId">The work that stands for it: see <see cref="WorkIds"/>.</param>
internal sealed class Tracked(Item item, string workId)
{
    public Item Item => item;

    public string WorkId => workId;

    /// <summary>The effect that the policy gave it first.</summary>
    public string? Effect { get; set; }

    public string? Rule { get; set; }

    public string? Reason { get; set; }

    /// <summary>Where it ended first: executed, faulted or parked.</summary>
    public Outcome? First { get; private set; }

    /// <summary>Where it is; null as long as nothing is known.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>Where it lies, for people.</summary>
    public string? Place { get; set; }

    /// <summary>What the approver does with it once it parks.</summary>
    public Wish? Wish { get; set; }

    /// <summary>The request that it waits for.</summary>
    public string? ApprovalId { get; set; }

    /// <summary>How often its handler has run.</summary>
    public int Executions { get; set; }

    /// <summary>True where the process in which it lived has ended.</summary>
    public bool IsLost { get; set; }

    public bool IsDone => Outcome is not (null or Running.Outcome.Parked);

    /// <returns>False where it is there already, or has ended.</returns>
    public bool Move(Outcome to)
    {
        if (Outcome == to || IsDone)
        {
            return false;
        }

        First ??= to;
        Outcome = to;
        return true;
    }

    public ItemEvent ToEvent() =>
        new(
            item.Name,
            item.Kind.ToString().ToLowerInvariant(),
            item.Action,
            item.ActorName,
            Effect,
            Rule,
            Reason,
            Outcome!.Value.ToName()
        );
}
