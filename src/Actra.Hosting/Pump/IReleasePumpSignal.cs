namespace Actra.Hosting;

/// <summary>Wakes the release pump before its interval is over: after a vote in this process, or when an adapter has become ready.</summary>
public interface IReleasePumpSignal
{
    /// <summary>Asks for a round now. Never blocks; several calls before the pump gets to it are one.</summary>
    void Wake();
}
