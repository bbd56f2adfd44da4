namespace Actra.MassTransit;

/// <summary>How a bus is guarded. Read while the bus is configured; later changes have no effect.</summary>
public sealed class ActraBusOptions
{
    internal Dictionary<Type, MappedMessage> Mapped { get; } = [];

    internal Dictionary<Type, string> Exempted { get; } = [];

    /// <summary>What follows where an endpoint consumes messages that map to no action and are not exempt.</summary>
    /// <value><see cref="Unmapped.Fail"/>.</value>
    public Unmapped UnmappedMessages { get; set; } = Unmapped.Fail;

    /// <summary>How old the signature over an actor may be when its message first arrives; <see cref="Timeout.InfiniteTimeSpan"/> for any age.</summary>
    /// <value>1 day.</value>
    public TimeSpan ActorMaxAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How old a vote that arrives as a message may be.</summary>
    /// <value>15 minutes; more than zero.</value>
    public TimeSpan VoteMaxAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the guard goes on trying to write a parked message to the store before it gives the message back to its queue.</summary>
    /// <value>30 seconds; more than zero.</value>
    public TimeSpan StorePatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">Some option is out of range; the message names it.</exception>
    internal void Validate()
    {
        if (ActorMaxAge <= TimeSpan.Zero && ActorMaxAge != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException($"{nameof(ActorMaxAge)} must be more than zero, or infinite");
        }

        if (VoteMaxAge <= TimeSpan.Zero || StorePatience <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(VoteMaxAge)} and {nameof(StorePatience)} must be more than zero");
        }
    }

    /// <summary>Says which action a message stands for. Wins over <see cref="ActraActionAttribute"/>.</summary>
    /// <typeparam name="T">The message's type, as endpoints consume it.</typeparam>
    /// <param name="action">The action's name in the schema.</param>
    /// <param name="fields">How fields are read that the message's properties do not say themselves.</param>
    public ActraBusOptions Map<T>(string action, Action<MessageMap<T>>? fields = null)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(action);
        var map = new MessageMap<T>();
        fields?.Invoke(map);
        Mapped[typeof(T)] = new MappedMessage(action, map.Fields);
        Exempted.Remove(typeof(T));
        return this;
    }

    /// <summary>Says that a message needs no decision.</summary>
    /// <typeparam name="T">The message's type, as endpoints consume it.</typeparam>
    /// <param name="reason">Why, for whoever reviews the code. Not empty.</param>
    public ActraBusOptions Exempt<T>(string reason)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Exempted[typeof(T)] = reason;
        Mapped.Remove(typeof(T));
        return this;
    }
}

/// <summary>A message that a host mapped in code.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="Fields">How fields are read, by name.</param>
internal sealed record MappedMessage(string Action, IReadOnlyDictionary<string, Func<object, object?>> Fields);
