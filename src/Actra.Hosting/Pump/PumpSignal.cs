namespace Actra.Hosting;

/// <summary>Wakes all loops that deal with what a change has brought about.</summary>
internal sealed class PumpSignal : IReleasePumpSignal
{
    /// <summary>Wakes the release pump alone.</summary>
    public Wish Round { get; } = new();

    /// <summary>Wakes the notices' loop alone.</summary>
    public Wish Notices { get; } = new();

    public void Wake()
    {
        Round.Wake();
        Notices.Wake();
    }
}
