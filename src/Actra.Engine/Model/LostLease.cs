namespace Actra.Model;

/// <summary>What happens to approved work whose worker vanished while its handler ran, so that nobody knows whether it took effect.</summary>
public enum LostLease
{
    /// <summary>It is held for a person.</summary>
    Hold = 0,

    /// <summary>It is sent again: for handlers that may run twice.</summary>
    Rerun = 1,
}
