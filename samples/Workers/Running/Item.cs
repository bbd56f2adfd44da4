using System.Text.Json.Nodes;

namespace Workers.Running;

/// <summary>How an item comes in.</summary>
public enum ItemKind
{
    Message,
    Job,
    Cron,
}

/// <summary>What the played approver does with an item that parks.</summary>
public enum Wish
{
    Approve,
    Deny,
    Expire,
}

/// <summary>One line of the input: something that somebody asks for.</summary>
/// <param name="Name">The item's name, unique in its file.</param>
/// <param name="Kind">How it comes in.</param>
/// <param name="Action">What is asked.</param>
/// <param name="Actor">Who asks, as <c>type:id</c>; null for nobody.</param>
/// <param name="Fields">The action's fields.</param>
/// <param name="Decide">What the approver is to do; null for its own mind.</param>
/// <param name="Forged">True where the actor is only claimed in a header, without a signature.</param>
public sealed record Item(
    string Name,
    ItemKind Kind,
    string Action,
    string? Actor,
    JsonObject Fields,
    Wish? Decide,
    bool Forged
)
{
    /// <summary>On whose behalf schedules run.</summary>
    public const string Schedule = "schedule";

    /// <summary>The actor as the sample prints it.</summary>
    public string ActorName => Kind == ItemKind.Cron ? $"system:{Schedule}" : Actor ?? "anonymous";
}
