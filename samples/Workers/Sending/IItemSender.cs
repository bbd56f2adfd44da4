using Workers.Running;

namespace Workers.Sending;

/// <summary>Brings items on their way: the part of other programs, which would send messages and create jobs.</summary>
internal interface IItemSender
{
    bool CanSend(ItemKind kind);

    /// <returns>The id of the work that stands for the item.</returns>
    Task<string> SendAsync(Item item, CancellationToken ct);
}
